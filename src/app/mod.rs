//! What is seen: shell, commands, update, screens, widgets, theme, workers.
//!
//! `app` holds no rule of the domain. A screen reads what it is handed and says what the
//! person did; `update/` handles each event in one place; `workers` does what takes time.

pub mod act_now;
pub mod asked_to_end;
pub mod case;
pub mod clipboard;
pub mod commands;
pub mod copied;
pub mod dictionaries;
pub mod done;
pub mod drafts;
pub mod environment;
pub mod events;
pub mod focus;
pub mod help;
pub mod key_input;
pub mod known;
pub mod locked;
pub mod logged;
pub mod notice;
pub mod preferences;
mod primary_selection;
pub mod save_on_exit;
pub mod screens;
pub mod session;
mod shell;
pub mod slow_disk;
mod start;
mod start_error;
mod start_settings;
pub mod state;
mod system_fonts;
mod system_lock;
pub mod system_look;
pub mod theme;
pub mod update;
pub mod views;
pub mod widgets;
pub mod window;
pub mod workers;

pub use environment::{Environment, Folders};
pub use shell::App;
pub use start::run;
pub use start_error::StartError;
