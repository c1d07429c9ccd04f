//! However much a record holds, the frame of the window keeps its shape.

use std::rc::Rc;
use std::time::Duration;

use egui::accesskit::Role;
use egui::{Key, Modifiers, Rect};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use justified::base::ronfile;
use justified::record::{Child, Draft, Item as _, ItemId, Passage, Work};

use crate::desk::{Desk, Setup, read};
use crate::job::DELAY_HARMS;

/// The sizes in which everybody's work is to fit, in points, each with its zoom.
pub const SIZES: [([f32; 2], f32); 4] =
    [([1280.0, 800.0], 1.0), ([1024.0, 768.0], 1.0), ([640.0, 400.0], 2.0), ([512.0, 384.0], 2.0)];

/// A draft about forty children, with sixty passages and a name of three hundred letters.
fn crowd() -> Desk {
    let mut desk = Desk::new();
    desk.keys(Modifiers::COMMAND, Key::N);
    desk.answer(&DELAY_HARMS);
    desk.press("Write the record");
    desk.wait(Duration::from_secs(2));
    assert!(desk.close());
    let file = desk.files("drafts")[0].clone();
    let mut draft: Draft = read(&file);
    let Work::Decision(work) = &mut draft.work else { panic!("a decision") };
    let record = &mut work.record;
    record.children = (0..40_u8)
        .map(|at| Child { name: format!("Kit Example {at}"), ..Child::new(ItemId::mint([at; 8])) })
        .collect();
    "Example-Hyphenated-".repeat(16)[..300].clone_into(&mut record.children[0].name);
    record.passages = (40..100_u8)
        .map(|at| {
            let text = format!("Finding {at}. ").repeat(20);
            Passage { text, ..Passage::new(ItemId::mint([at; 8])) }
        })
        .collect();
    std::fs::write(&file, ronfile::write(&draft).unwrap()).unwrap();
    desk
}

/// Where the button whose name begins so is.
pub fn button(desk: &Desk, name: &str) -> Rect {
    let found = desk
        .window
        .get_all_by_role(Role::Button)
        .find(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with(name)));
    found.unwrap_or_else(|| panic!("{name}:\n{}", desk.text())).rect()
}

/// Where the frame of the record is: the danger button and the way onward.
fn frame(desk: &Desk) -> [Rect; 2] {
    [button(desk, "Child in danger now"), button(desk, "Check and sign")]
}

#[test]
fn forty_children_and_sixty_passages_leave_the_frame_of_the_window_as_it_is() {
    let crowd = crowd();
    for (seed, (size, zoom)) in (7..).zip(SIZES) {
        let mut plain = Desk::with(Setup { size, zoom, ..Setup::default() });
        plain.keys(Modifiers::COMMAND, Key::N);
        plain.answer(&DELAY_HARMS);
        plain.press("Write the record");
        let usual = frame(&plain);
        assert!(usual.iter().all(|one| one.right() <= size[0]), "{size:?}: {usual:?} is cut");

        let (home, passed) = (Some(Rc::clone(&crowd.home)), crowd.clock.get());
        let mut desk = Desk::with(Setup { size, zoom, home, seed, passed, ..Setup::default() });
        let named = |node: &egui_kittest::Node<'_>| {
            let node = node.accesskit_node();
            let words = node.label().or_else(|| node.value()).unwrap_or_default();
            words.contains("Example-Hyphenated") && node.role() == Role::Label
        };
        let row = desk.every().into_iter().find(named).unwrap().rect();
        assert!(row.height() <= 54.0, "{size:?}: one row of Home is {row:?}");
        assert!(row.right() <= size[0], "{size:?}: {row:?}");
        desk.press("Continue");
        assert_eq!(frame(&desk), usual, "{size:?}");
    }
}
