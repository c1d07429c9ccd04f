//! What is seen: shell, commands, update, screens, widgets, theme, workers.

pub mod commands;
pub mod events;
pub mod screens;
pub mod theme;
pub mod widgets;
pub mod workers;
