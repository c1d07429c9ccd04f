//! Pictures of each screen, light and dark.

use crate::desk::{Desk, Setup};

fn picture(desk: &mut Desk, name: &str) {
    let image = desk.window.render().unwrap();
    image.save(format!("/tmp/pics/{name}.png")).unwrap();
}

#[test]
fn pictures() {
    for (suffix, theme, size, zoom) in [
        ("", egui::Theme::Light, [1280.0, 800.0], 1.0),
        ("-dark", egui::Theme::Dark, [1280.0, 800.0], 1.0),
        ("-200", egui::Theme::Light, [640.0, 400.0], 2.0),
    ] {
        let mut desk = Desk::with(Setup { theme, size, zoom, ..Setup::default() });
        picture(&mut desk, &format!("home{suffix}"));
        desk.press("Begin a decision");
        picture(&mut desk, &format!("decide1{suffix}"));
        desk.key(egui::Key::Num2);
        desk.key(egui::Key::Enter);
        picture(&mut desk, &format!("level{suffix}"));
        desk.key(egui::Key::Num1);
        desk.key(egui::Key::Enter);
        picture(&mut desk, &format!("wait{suffix}"));
        desk.key(egui::Key::Num1);
        desk.key(egui::Key::Enter);
        picture(&mut desk, &format!("outcome{suffix}"));
        desk.press("Write the record");
        picture(&mut desk, &format!("record{suffix}"));
        desk.press("Check and sign");
        picture(&mut desk, &format!("check{suffix}"));
        desk.go("Settings");
        picture(&mut desk, &format!("settings{suffix}"));
        desk.write("Name", "Dr Anna Example");
        desk.write("Role", "GP partner");
        desk.go("Decide");
        desk.press("Sign and save");
        picture(&mut desk, &format!("decision{suffix}"));
        desk.go("Decisions");
        picture(&mut desk, &format!("decisions{suffix}"));
        desk.key(egui::Key::F9);
        picture(&mut desk, &format!("actnow{suffix}"));
        desk.go("Guidance");
        picture(&mut desk, &format!("guidance{suffix}"));
        desk.go("Home");
        picture(&mut desk, &format!("home2{suffix}"));
    }
}
