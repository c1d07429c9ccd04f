//! The settings at the start. Where they cannot be read it is said what is missing, this
//! workstation keeps its id, and no register is opened without asking.

use super::environment::{Environment, first_half};
use super::notice::{About, Notice, NoticeKind};
use super::start_error::StartError;
use crate::base::ronfile::MAX_BYTES;
use crate::record::DeviceId;
use crate::register::disk;
use crate::register::salvage::Salvaged;
use crate::register::settings::{Settings, SettingsFound, load_settings};
use crate::register::workstation::{self, Workstation};

/// The settings as they are at the start.
pub(super) struct StartSettings {
    /// As they were saved, or new ones.
    pub(super) settings: Settings,
    /// They are there and the disk did not give them: nothing is written over them.
    pub(super) unread: bool,
    /// What is said.
    pub(super) notice: Option<Notice>,
}

const MISSING: &str = "Your name, role, nation and register are missing from them. Enter them \
                       again here and in Settings. Your decisions and drafts are not affected.";

impl StartSettings {
    /// Reads them.
    pub(super) fn read(env: &mut Environment) -> Result<Self, StartError> {
        let memory = workstation::load(&*env.disk, &workstation::file_beside(&env.outbox));
        let error =
            |text: String| Some(Notice { about: About::Program, text, kind: NoticeKind::Error });
        let (mut salvaged, mut unread, mut notice, mut lost) =
            (Salvaged::default(), false, None, true);
        let mut whole = None;
        match load_settings(&*env.disk, &env.settings_file) {
            Ok(SettingsFound::Fine(settings)) => {
                lost = false;
                whole = Some(*settings);
            }
            // A fresh machine, unless something was signed here.
            Ok(SettingsFound::Missing) if memory.is_none() => lost = false,
            Ok(SettingsFound::Missing) => {
                notice = error(format!("Your settings are missing. {MISSING}"));
            }
            Ok(SettingsFound::Broken { aside, problem }) => {
                if let Ok(bytes) = disk::read(&*env.disk, &aside, MAX_BYTES) {
                    salvaged = Salvaged::of(&bytes);
                }
                notice = error(format!(
                    "Your settings could not be read. {MISSING} {} A copy was kept: {}",
                    problem.words(),
                    aside.display()
                ));
            }
            Err(why) => {
                unread = true;
                // Whom to ring and the guidance need no settings.
                notice = error(format!(
                    "Your settings could not be read. They are left as they are. Changes to them \
                     are not saved until you restart Justified. {MISSING} {why}"
                ));
            }
        }
        let mut settings = if let Some(settings) = whole {
            settings
        } else {
            let known = memory.as_ref().map(|memory| memory.device.clone());
            let device = match known.or(salvaged.device) {
                Some(device) => device,
                None => DeviceId::mint(first_half((env.random)().ok_or(StartError::NoRandom)?)),
            };
            Settings { last_signed: salvaged.last_signed, ..Settings::new(device) }
        };
        if let Some(memory) = memory {
            remember(&mut settings, memory);
        }
        if lost {
            let mut folders = salvaged.folders;
            let training = env.training();
            folders.retain(|folder| !folder.starts_with(&training));
            settings.unsure = Some(folders);
        }
        Ok(Self { settings, unread, notice })
    }
}

/// What the computer remembers of its own signing goes before what its settings say: those are put
/// back from copies, and copied to other computers.
fn remember(settings: &mut Settings, memory: Workstation) {
    if settings.device != memory.device {
        settings.last_signed.clear();
        settings.device = memory.device;
    }
    for (register, chain) in memory.chains {
        settings.last_signed.extend(chain.last.map(|last| (register, last)));
    }
}
