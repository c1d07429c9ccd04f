//! What is seen: shell, commands, update, screens, widgets, theme, workers.
//!
//! `app` holds no rule of the domain. A screen reads what it is handed and says what the
//! person did; `update/` handles each event in one place; `workers` does what takes time.

pub mod acting;
pub mod asked_to_end;
pub mod case;
pub mod commands;
pub mod done;
pub mod drafts;
pub mod ending;
pub mod environment;
pub mod events;
pub mod focus;
pub mod keys;
pub mod known;
pub mod locked;
mod lost;
pub mod notice;
pub mod patience;
pub mod preferences;
mod primary;
pub mod screens;
pub mod session;
mod shell;
pub mod spelling;
mod start;
mod start_error;
pub mod state;
mod system_fonts;
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
