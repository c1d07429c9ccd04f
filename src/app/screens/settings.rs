//! Settings, and the same small form at first start: who writes, which nation, where the
//! register is, how it looks.

mod signing;

use std::path::PathBuf;

use egui::{Id, Key, Modifiers, Ui};

use crate::app::commands::Command;
use crate::app::events::{Event, HelpEvent, SettingsEvent};
use crate::app::help::HelpPage;
use crate::app::key_input;
use crate::app::session::MovedOrCopy;
use crate::app::views::author::{WhoForm, who};
use crate::app::views::log::{self, LogView};
use crate::app::views::protection::{self, ProtectionScreen, ProtectionView};
use crate::app::views::which_register;
use crate::app::widgets::{
    self, Line, choose_one, link, page, primary, rule, secondary, single_line,
};
use crate::register::settings::{Appearance, LockAfter, Spelling, Theme};

/// What the form edits in place.
pub struct SettingsForm<'a> {
    /// Who writes.
    pub who: WhoForm<'a>,
    /// How the window looks, and whether signs alone are keys.
    pub look: &'a mut Appearance,
    /// How spelling is checked.
    pub spelling: &'a mut Spelling,
    /// The folder as typed.
    pub folder: &'a mut String,
    /// What is typed to change the protection.
    pub protection: &'a mut ProtectionScreen,
    /// When a protected register locks itself.
    pub lock_after: &'a mut LockAfter,
    /// What this computer is called.
    pub workstation: &'a mut String,
}

/// What the screen shows beside it.
pub struct SettingsView<'a> {
    /// Where the register is, if one is open.
    pub register: Option<&'a str>,
    /// The seal of the register as it was last made.
    pub seal: Option<&'a str>,
    /// The folder that is proposed.
    pub proposed: &'a str,
    /// Whether a folder dialog is open.
    pub choosing: bool,
    /// The folder that was chosen and holds no register: whether to make one is asked.
    pub make_here: Option<&'a str>,
    /// A register that was found and is known elsewhere: what it is is asked.
    pub moved: Option<&'a MovedOrCopy>,
    /// Which register is worked with is not known: it is asked, with these to choose from.
    pub ask: Option<&'a [PathBuf]>,
    /// What protects the register that is open; `None`: none is open.
    pub protection: Option<ProtectionView<'a>>,
    /// The log of the register that is open.
    pub log: Option<LogView<'a>>,
}

/// Paints the settings.
pub fn ui(ui: &mut Ui, view: &SettingsView<'_>, form: &mut SettingsForm<'_>, out: &mut Vec<Event>) {
    let mut both = (form, out);
    page(
        ui,
        "settings",
        &mut both,
        |ui, (form, out)| {
            widgets::title(ui, "Settings");
            widgets::soft(ui, "Each change is saved as you make it.");
            who(ui, &mut form.who, out);
            ui.add_space(16.0);
            // Who cannot read this well looks for it first.
            look(ui, form.look, out);
            ui.add_space(16.0);
            register(ui, view, form.folder, out);
            ui.add_space(16.0);
            if let Some(shown) = view.protection {
                let both = (&mut *form.protection, &mut *form.lock_after);
                protection::ui(ui, shown, both, out);
                ui.add_space(16.0);
            }
            if let Some(shown) = view.log {
                log::ui(ui, shown, out);
                ui.add_space(16.0);
            }
            signing::ui(ui, form.workstation, (view.register.is_some(), view.seal), out);
            ui.add_space(16.0);
            let protected = view.protection.is_some_and(|shown| shown.protected);
            spelling(ui, form.spelling, protected, out);
        },
        |ui, (_, out)| {
            help(ui, out);
            keys(ui);
        },
    );
}

fn register(ui: &mut Ui, view: &SettingsView<'_>, folder: &mut String, out: &mut Vec<Event>) {
    widgets::card(ui, |ui| {
        widgets::heading(ui, "The register");
        if let Some(moved) = view.moved {
            which_register::moved(ui, moved, out);
        }
        if let Some(folders) = view.ask {
            which_register::ask(ui, folders, out);
        }
        match view.register {
            Some(path) => widgets::body(ui, &format!("Decisions are kept in {path}")),
            None if view.ask.is_some() => widgets::body(ui, "No register is open."),
            None => widgets::body(
                ui,
                "There is no register yet. It is created in your documents when you begin a \
                 decision, or in a folder you choose.",
            ),
        };
        let line = Line {
            label: "Folder",
            hint: "If there is a register in it, it is opened. If not, you are asked first.",
            ..Line::default()
        };
        let id = Id::unique("register folder");
        let entered = ui.memory(|memory| memory.has_focus(id))
            && key_input::pressed(ui.ctx(), Modifiers::NONE, Key::Enter);
        single_line(ui, id, line, folder);
        // A folder that is typed is what is meant, by Enter too.
        let typed = widgets::blank_path(folder).is_none() && view.register != Some(folder.trim());
        ui.horizontal_wrapped(|ui| {
            widgets::unless(ui, widgets::blank_path(folder), |ui| {
                let press = if typed { primary } else { secondary };
                if press(ui, "Use this folder", None).clicked() || (entered && typed) {
                    out.push(Event::Settings(SettingsEvent::UseFolder(folder.clone())));
                }
            });
            widgets::unless(ui, widgets::dialog_open(view.choosing), |ui| {
                if secondary(ui, "Choose a folder…", None).clicked() {
                    out.push(Event::Settings(SettingsEvent::ChooseFolder));
                }
            });
            let press = if typed { secondary } else { primary };
            if view.register.is_none() && press(ui, "Use my documents", None).clicked() {
                out.push(Event::Settings(SettingsEvent::UseDefaultFolder));
            }
        });
        if let Some(folder) = view.make_here {
            widgets::asked(
                ui,
                &format!("There is no register in this folder. Make a new one here? ({folder})"),
            );
            ui.horizontal_wrapped(|ui| {
                if secondary(ui, "Make a new register here", None).clicked() {
                    out.push(Event::Settings(SettingsEvent::MakeRegister(folder.to_owned())));
                }
                if secondary(ui, "Do not make one", None).clicked() {
                    out.push(Event::Settings(SettingsEvent::MakeNone));
                }
            });
        }
        if view.register.is_none() {
            widgets::small(ui, &format!("In your documents: {}", view.proposed));
        }
    });
}

fn look(ui: &mut Ui, look: &mut Appearance, out: &mut Vec<Event>) {
    widgets::card(ui, |ui| {
        widgets::heading(ui, "Appearance");
        let mut chosen = Some(look.theme);
        let all = [
            (Theme::System, "Same as the system"),
            (Theme::Light, "Light"),
            (Theme::Dark, "Dark"),
            (Theme::Contrast, "High contrast"),
        ];
        if choose_one(ui, "Colours", &all, &mut chosen)
            && let Some(now) = chosen
        {
            look.theme = now;
            out.push(Event::Settings(SettingsEvent::Chosen));
        }
        let sizes =
            [(100, "100 %"), (125, "125 %"), (150, "150 %"), (175, "175 %"), (200, "200 %")];
        let mut percent = Some(look.zoom_percent);
        if choose_one(ui, "Size of everything", &sizes, &mut percent)
            && let Some(percent) = percent
        {
            out.push(Event::Settings(SettingsEvent::Size(percent)));
        }
        widgets::small(ui, "Ctrl and plus, Ctrl and minus do the same on every screen.");
        let mut single = Some(look.single_keys);
        let line = "Single keys: 1 to 9 for the answers, ? for the keys";
        if choose_one(ui, line, &[(true, "On"), (false, "Off")], &mut single)
            && let Some(on) = single
        {
            look.single_keys = on;
            out.push(Event::Settings(SettingsEvent::Chosen));
        }
        let mut stay = Some(look.messages_stay);
        let all = [(false, "Goes once it can have been read"), (true, "Stays until I close it")];
        if choose_one(ui, "A message that something was done", &all, &mut stay)
            && let Some(stay) = stay
        {
            look.messages_stay = stay;
            out.push(Event::Settings(SettingsEvent::Chosen));
        }
    });
}

fn spelling(ui: &mut Ui, spelling: &mut Spelling, protected: bool, out: &mut Vec<Event>) {
    widgets::card(ui, |ui| {
        widgets::heading(ui, "Spelling");
        let mut check = Some(spelling.check);
        let all = [(true, "Yes"), (false, "No")];
        if choose_one(ui, "Check spelling", &all, &mut check)
            && let Some(check) = check
        {
            spelling.check = check;
            out.push(Event::Settings(SettingsEvent::Edited));
        }
        widgets::small(
            ui,
            "It knows British English, clinical words, the guidance, and the names in the open \
             record. Other words get a wavy line.",
        );
        widgets::subheading(ui, "My words");
        widgets::small(
            ui,
            if protected {
                "They are kept in this register, encrypted as it is, and so are your saved filters. \
                 Names in a record’s own fields are never marked."
            } else {
                "They are kept in your settings on this computer, outside the register. Do not add \
                 patients’ names: names in a record’s own fields are never marked."
            },
        );
        if spelling.words.is_empty() {
            widgets::soft(ui, "None yet. You can add a word from the menu of a text field.");
        }
        let before = spelling.words.len();
        spelling.words.retain(|word| {
            let row = ui.horizontal(|ui| {
                widgets::body(ui, word);
                link(ui, "Remove", Some(&format!("Remove from my words: {word}"))).clicked()
            });
            !row.inner
        });
        if spelling.words.len() < before {
            out.push(Event::Settings(SettingsEvent::Edited));
        }
    });
}

/// What a key takes before what it does, in points.
const KEY: f32 = 72.0;

fn help(ui: &mut Ui, out: &mut Vec<Event>) {
    widgets::heading(ui, "Help");
    for (page, label) in HelpPage::ALL {
        if link(ui, label, Some(&format!("Help: {label}"))).clicked() {
            out.push(Event::Help(HelpEvent::Open(page)));
        }
    }
    ui.add_space(12.0);
    rule(ui);
    ui.add_space(12.0);
}

fn keys(ui: &mut Ui) {
    widgets::heading(ui, "Keys");
    for command in Command::ALL {
        if let Some(key) = command.key() {
            ui.horizontal(|ui| {
                let start = ui.cursor().left();
                widgets::strong(ui, &key);
                ui.add_space((start + KEY - ui.cursor().left()).max(0.0));
                widgets::small(ui, command.text());
            });
        }
    }
    widgets::small(ui, "F1 shows the keys of the screen that you are on.");
    ui.add_space(12.0);
    rule(ui);
    ui.add_space(12.0);
    widgets::heading(ui, "What a signature means here");
    widgets::body(
        ui,
        "It says who wrote this and when, and proves which computer it was written on. It is not \
         a login: anyone who uses this computer can sign in your name. Check the name each time.",
    );
}
