//! On Linux a program that hears that text was selected hands it to the PRIMARY selection, from
//! where every other program may read it, and a press of the middle button pastes it. Patients'
//! words go to the clipboard only, and only when they are copied.

use egui::{Context, FullOutput, OutputCommand, Plugin};

/// Keeps what is selected out of the PRIMARY selection.
#[derive(Default)]
pub struct NoPrimary;

impl Plugin for NoPrimary {
    fn debug_name(&self) -> &'static str {
        "no primary selection"
    }

    fn output_hook(&mut self, _: &Context, output: &mut FullOutput) {
        let selected =
            |command: &OutputCommand| matches!(command, OutputCommand::TextSelectionSettled(_));
        output.platform_output.commands.retain(|command| !selected(command));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_selected_goes_nowhere_and_what_is_copied_to_the_clipboard() {
        let ctx = Context::default();
        ctx.add_plugin(NoPrimary);
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            let send = |command| ui.ctx().send_cmd(command);
            send(OutputCommand::TextSelectionSettled("Robin".to_owned()));
            send(OutputCommand::CopyText("Robin".to_owned()));
        });
        output.textures_delta.clear();
        let commands = output.platform_output.commands;
        assert_eq!(commands, [OutputCommand::CopyText("Robin".to_owned())]);
    }
}
