//! The reading face: Inter (OFL), two weights, before egui's own fallbacks.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily};

/// The family of the heavier weight.
pub fn strong() -> FontFamily {
    FontFamily::Name("strong".into())
}

/// Both weights, with egui's own faces behind them for signs that Inter lacks.
pub fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let faces: [(&str, &[u8]); 2] = [
        ("inter", include_bytes!("../../../assets/fonts/Inter-Regular.ttf")),
        ("inter-strong", include_bytes!("../../../assets/fonts/Inter-SemiBold.ttf")),
    ];
    for (name, bytes) in faces {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let behind = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    for (family, first) in [(FontFamily::Proportional, "inter"), (strong(), "inter-strong")] {
        let mut faces = vec![first.to_owned()];
        faces.extend(behind.iter().cloned());
        fonts.families.insert(family, faces);
    }
    fonts
}
