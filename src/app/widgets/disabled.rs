//! What cannot be chosen yet: it can be reached by the keyboard and read like everything else, and
//! says why. egui's own disabled controls are faint, and passed by.

use std::sync::Arc;

use egui::{Context, Id, Response, Sense, Ui};

use super::keyboard;

/// What cannot be chosen is read like everything else.
pub(super) fn prepare(ctx: &Context) {
    ctx.all_styles_mut(|style| style.visuals.disabled_alpha = 1.0);
}

/// Why what is painted now cannot be chosen.
#[derive(Clone, Default)]
struct Why(Option<Arc<str>>);

fn swap(ctx: &Context, why: Why) -> Why {
    ctx.data_mut(|data| std::mem::replace(data.get_temp_mut_or_default(Id::NULL), why))
}

/// What `add` paints cannot be chosen where `why` says why; what is around it says that first.
pub fn unless<R>(ui: &mut Ui, why: Option<&str>, add: impl FnOnce(&mut Ui) -> R) -> R {
    let ctx = ui.ctx().clone();
    let outer = swap(&ctx, Why::default());
    let inner = outer.0.clone().or_else(|| why.map(Arc::from));
    swap(&ctx, Why(inner));
    let added = add(ui);
    swap(&ctx, outer);
    added
}

/// Why nothing is done with a path that is not typed yet.
pub fn blank_path(path: &str) -> Option<&'static str> {
    path.trim().is_empty().then_some("Write the full path first.")
}

/// Why the system is not asked for a file or folder twice at a time.
pub fn dialog_open(open: bool) -> Option<&'static str> {
    open.then_some("Choose in the window that is open already, or close it.")
}

/// Why what is painted now cannot be chosen, if so.
pub(super) fn why(ui: &Ui) -> Option<Arc<str>> {
    ui.data_mut(|data| data.get_temp_mut_or_default::<Why>(Id::NULL).0.clone())
}

/// Whether what is painted now can be chosen.
pub(super) fn is_open(ui: &Ui) -> bool {
    ui.is_enabled() && why(ui).is_none()
}

/// What is sensed of something to press that Tab stops at.
pub(super) fn click(ui: &Ui) -> Sense {
    if why(ui).is_some() { Sense::focusable_noninteractive() } else { Sense::click() }
}

/// Says why: to a screen reader, on hovering, and to who comes there by keys.
pub(super) fn say(ui: &Ui, response: Response) -> Response {
    let Some(why) = why(ui) else { return response };
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(&*why));
    if response.has_focus() && keyboard::is_shown(ui.ctx()) {
        response.show_tooltip_text(&*why);
        return response;
    }
    response.on_hover_text(&*why)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_chosen_yet_is_read_like_everything_else() {
        let ctx = Context::default();
        crate::app::widgets::prepare(&ctx);
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            unless(ui, Some("Not yet."), |ui| {
                assert!(!is_open(ui));
                unless(ui, None, |ui| assert!(!is_open(ui), "in what cannot be chosen"));
                assert!(ui.is_enabled(), "egui would paint it faintly, and pass it by");
            });
            assert!(is_open(ui), "what is beside it can be");
            for theme in [egui::Theme::Light, egui::Theme::Dark] {
                let faint = ui.ctx().style_of(theme).visuals.disabled_alpha();
                assert!((faint - 1.0).abs() < f32::EPSILON);
            }
        });
        output.textures_delta.clear();
    }
}
