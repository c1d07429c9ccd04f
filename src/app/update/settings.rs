//! The settings: edited in place, saved as drafts are.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::app::done::Done;
use crate::app::events::SettingsEvent;
use crate::app::notice::{About, NoticeKind};
use crate::app::state::State;
use crate::app::workers::Lane;
use crate::app::{key_input, theme};
use crate::record::RegisterId;
use crate::register::RegisterError;
use crate::register::personal::Personal;
use crate::register::settings::Theme;

impl State {
    pub(super) fn settings_event(&mut self, ctx: &egui::Context, event: SettingsEvent) {
        match event {
            SettingsEvent::Edited => self.settings_changed(),
            SettingsEvent::Chosen => {
                self.settings_changed();
                self.apply_look(ctx);
            }
            SettingsEvent::Nation(nation) => {
                self.settings.nation = Some(nation);
                self.settings_changed();
            }
            SettingsEvent::Size(percent) => ctx.set_zoom_factor(f32::from(percent) / 100.0),
            SettingsEvent::ChooseFolder => {
                if !self.window.choosing {
                    self.window.choosing = true;
                    let choose = self.env.choose_folder;
                    self.env.runner.run(Lane::Dialog, Box::new(move || Done::Folder(choose())));
                }
            }
            SettingsEvent::UseFolder(folder) => {
                self.use_folder(Path::new(folder.trim()));
            }
            SettingsEvent::MakeSeal => self.make_seal(),
            SettingsEvent::KnowWorkstation(device) => self.acknowledge_workstation(&device),
            SettingsEvent::UseDefaultFolder => {
                let folder = self.env.register_folder.clone();
                self.use_documents(&folder);
            }
            SettingsEvent::HasMoved => self.has_moved(),
            SettingsEvent::IsACopy => self.is_a_copy(),
            SettingsEvent::StopOpening => self.stop_opening(),
            SettingsEvent::MakeRegister(folder) => self.make_register(Path::new(&folder)),
            SettingsEvent::MakeNone => self.window.make_here = None,
        }
    }

    /// Nothing is made in a folder that a typed relative path happens to mean.
    fn use_folder(&mut self, folder: &Path) {
        if folder.is_absolute() {
            self.open_chosen(folder);
        } else {
            self.refuse("Write the full path of the folder.");
        }
    }

    pub(super) fn folder_chosen(&mut self, folder: Option<PathBuf>) {
        self.window.choosing = false;
        match folder {
            Some(folder) => {
                self.settings.folder = folder.display().to_string();
                self.open_chosen(&folder);
            }
            // On Linux a dialog that cannot open looks the same as one that was cancelled.
            None => self.say("No folder was chosen. You can also type its path."),
        }
    }

    /// Takes over what was edited.
    fn settings_changed(&mut self) {
        self.settings.saved.author = Some(self.settings.author.clone());
        if self.settings.saved.nation != self.settings.nation {
            self.settings.saved.nation = self.settings.nation;
            self.known.rules.speak(self.settings.nation);
            self.refresh_lists();
            // What is owed follows from what is read: by when, by the nation.
            if self.session.contents().decisions.iter().any(|file| !file.is_held())
                && !self.session.is_loading()
            {
                self.reload();
            }
        }
        let now = (self.env.instant)();
        self.settings.throttle.touched(now);
        // What a reviewer says is for whoever works here.
        self.filter_work();
        self.recompute();
        self.refresh_contacts();
    }

    /// The colours as chosen, and whether signs alone are keys.
    pub fn apply_look(&self, ctx: &egui::Context) {
        let system = self.settings.system;
        let chosen = match self.settings.saved.look.theme {
            Theme::System if system.contrast => Theme::Contrast,
            chosen => chosen,
        };
        // winit does not know what a desktop prefers on X; where nobody does, it is light.
        let fallback =
            if system.dark == Some(true) { egui::Theme::Dark } else { egui::Theme::Light };
        ctx.options_mut(|options| options.fallback_theme = fallback);
        ctx.set_theme(match chosen {
            Theme::System => egui::ThemePreference::System,
            Theme::Light => egui::ThemePreference::Light,
            Theme::Dark | Theme::Contrast => egui::ThemePreference::Dark,
        });
        theme::use_contrast(ctx, chosen == Theme::Contrast);
        key_input::use_signs(ctx, self.settings.saved.look.single_keys);
    }

    /// Asks the system what it prefers: at the start, and when the window gets the keyboard again.
    pub fn ask_system_look(&mut self) {
        let ask = self.env.system_look;
        // Nothing waits for this lane.
        self.env.runner.run(Lane::Watch, Box::new(move || Done::SystemLook(ask())));
    }

    /// The colours as the system prefers them now, where that is news.
    pub fn follow_system_look(&mut self, ctx: &egui::Context) {
        if std::mem::take(&mut self.settings.system_is_news) {
            self.apply_look(ctx);
        }
    }

    /// Remembers the size that was chosen with the keyboard or in the settings.
    pub fn remember_zoom(&mut self, factor: f32) {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "bounded to 50 to 300 percent"
        )]
        let percent = (factor * 100.0).round().clamp(50.0, 300.0) as u16;
        if percent != self.settings.saved.look.zoom_percent {
            self.settings.saved.look.zoom_percent = percent;
            let now = (self.env.instant)();
            self.settings.throttle.touched(now);
        }
    }

    pub(super) fn save_due_settings(&mut self, now: Instant) {
        if self.settings.throttle.due(now) {
            self.write_settings(now);
        }
    }

    pub(super) fn settings_saved(
        &mut self,
        signed_here: BTreeSet<RegisterId>,
        saved: Result<Box<Option<(RegisterId, Personal)>>, RegisterError>,
    ) {
        match saved {
            Ok(own) => {
                if let Some((register, own)) = *own
                    && self.session.has_open(&register)
                    && let Some(before) = &mut self.window.personal
                {
                    *before = own;
                }
                self.settings.throttle.saved();
                self.window.answered(About::Settings);
            }
            Err(error) => {
                self.settings.signed_here.extend(signed_here);
                let now = (self.env.instant)();
                self.settings.throttle.failed(now);
                self.tell(
                    About::Settings,
                    NoticeKind::Error,
                    format!(
                        "Your settings are not saved. Your decisions are not affected. {error}"
                    ),
                );
            }
        }
    }
}
