//! What things stand in: the page, cards, quotations, banners, badges, lines.

use egui::{
    Align2, Frame, InnerResponse, Margin, Response, Role, ScrollArea, Sense, Stroke, Ui, UiBuilder,
    vec2,
};

use super::keyboard;
use super::regions::{self, Region};
use crate::app::theme::{self, Token};

/// A meaning that has a colour. The words beside it always say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Neutral.
    Plain,
    /// Done, or safe on disk.
    Good,
    /// To be minded.
    Caution,
    /// A child in danger, or an error.
    Danger,
    /// Of the app itself.
    Accent,
}

impl Tone {
    pub(super) fn tokens(self) -> (Token, Token) {
        match self {
            Self::Plain => (Token::Soft, Token::Quote),
            Self::Good => (Token::Good, Token::GoodGround),
            Self::Caution => (Token::Caution, Token::CautionGround),
            Self::Danger => (Token::Danger, Token::DangerGround),
            Self::Accent => (Token::Accent, Token::AccentGround),
        }
    }
}

/// The width of the text column, in points.
const COLUMN: f32 = 760.0;
/// The width of the panel beside it.
const SIDE: f32 = 300.0;
/// The width of a list at the left of the column.
const LIST: f32 = 232.0;
/// The least width of a column that has something at its left or right.
const LEAST: f32 = 400.0;

/// What stands beside each other stays together on a wide screen: beyond so many points the room at
/// the right is left free.
pub(super) const PAGE: f32 = COLUMN + 2.0 * 32.0 + SIDE;

/// So little room left free at the right would be a strip of nothing: the page has it too.
const STRIP: f32 = 220.0;

/// How wide a page is where so much is free, in points: all of it, or `most` on a screen that is
/// much wider.
pub(super) fn page_width(free: f32, most: f32) -> f32 {
    if free < most + STRIP { free } else { most }
}

fn together(whole: egui::Rect, most: f32) -> egui::Rect {
    whole.with_max_x(whole.left() + page_width(whole.width(), most))
}

/// For what there is room beside a column that has a list at its left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Room {
    /// The list stands at the left; else above the column.
    pub list: bool,
    /// The side stands at the right; else there is none.
    pub side: bool,
}

/// For what [`page_with_list`], called here, has room.
pub fn room(ui: &Ui) -> Room {
    let wide = ui.available_width();
    Room { list: wide >= LIST + LEAST, side: wide >= LIST + LEAST + SIDE }
}

/// A page with a list at its left that scrolls by itself, and a head above its column that stays in
/// place. Where there is no room, the list comes above the column, and the side is left out: the
/// column shows itself what belongs to it. After the list come the head, the column and the side.
pub fn page_with_list<S>(
    ui: &mut Ui,
    id: impl std::hash::Hash + std::fmt::Debug,
    state: &mut S,
    list: impl FnOnce(&mut Ui, &mut S),
    (head, main, side): (
        impl FnOnce(&mut Ui, &mut S),
        impl FnOnce(&mut Ui, &mut S),
        impl FnOnce(&mut Ui, &mut S),
    ),
) {
    let id = ui.scope_id().with(&id);
    let (spaces, room) = (theme::spaces(), room(ui));
    let whole = together(ui.available_rect_before_wrap(), LIST + PAGE);
    let (left, right) = if room.side {
        whole.split_left_right_at_x(whole.right() - SIDE)
    } else {
        (whole, egui::Rect::NOTHING)
    };
    let ui_left = &mut ui.new_child(UiBuilder::new().max_rect(left).id_salt("column"));
    ui_left.shrink_clip_rect(left);
    let mut above = Some(list);
    let listed = room.list && has_keyboard(ui, left.with_max_x(left.left() + LIST));
    if room.list
        && let Some(list) = above.take()
    {
        list_panel(ui_left, id, listed, |ui| list(ui, state));
    }
    let margin = if room.list { spaces.l } else { spaces.m };
    let frame = Frame::NONE.inner_margin(symmetric(margin, spaces.m));
    egui::Panel::top(id.with("head")).resizable(false).frame(frame).show(ui_left, |ui| {
        ui.set_max_width(COLUMN.min(ui.available_width()));
        head(ui, state);
    });
    let aside = has_keyboard(ui, right);
    column(ui_left, id, (margin, COLUMN), !aside && !listed, |ui| {
        if let Some(list) = above {
            list(ui, state);
            ui.add_space(spaces.m);
        }
        main(ui, state);
    });
    if room.side {
        side_panel(ui, id, right, aside, |ui| side(ui, state));
    }
    ui.advance_cursor_after_rect(whole);
}

/// The list at the left of a page. `keys`: the keys that scroll are for it.
fn list_panel(ui: &mut Ui, id: egui::Id, keys: bool, add: impl FnOnce(&mut Ui)) {
    let panel = egui::Panel::left(id.with("list")).resizable(false).exact_size(LIST);
    panel.frame(Frame::NONE).show(ui, |ui| {
        let scroll = ScrollArea::vertical().id_salt(id.with("list scroll"));
        scroll.auto_shrink(false).show(ui, |ui| {
            let margin = Margin { left: 20, right: 8, top: 22, bottom: 22 };
            let ctx = ui.ctx().clone();
            regions::within(&ctx, Region::List, || Frame::NONE.inner_margin(margin).show(ui, add));
            if keys {
                keyboard::scroll(ui);
            }
        });
    });
}

/// Whether [`page`], called here, has room for its side beside the column.
pub fn beside(ui: &Ui) -> bool {
    ui.available_width() >= SIDE + 480.0
}

/// The body of every screen: a left-aligned column that scrolls, and what stands beside it.
/// Where the window is narrow (a small screen, or 200 % zoom) the side comes below the
/// column. `id` keeps each screen's own scroll position.
pub fn page<S>(
    ui: &mut Ui,
    id: impl std::hash::Hash + std::fmt::Debug,
    state: &mut S,
    main: impl FnOnce(&mut Ui, &mut S),
    side: impl FnOnce(&mut Ui, &mut S),
) {
    let spaces = theme::spaces();
    let id = ui.scope_id().with(&id);
    let (wide, margin) = (beside(ui), margin(ui));
    let whole = together(ui.available_rect_before_wrap(), PAGE);
    let (left, right) = if wide {
        whole.split_left_right_at_x(whole.right() - SIDE)
    } else {
        (whole, egui::Rect::NOTHING)
    };
    // The column first, then the side: the keyboard goes in the order of reading.
    let mut beside = Some(side);
    let ui_left = &mut ui.new_child(UiBuilder::new().max_rect(left).id_salt("column"));
    ui_left.shrink_clip_rect(left);
    let below = if wide { None } else { beside.take() };
    let aside = has_keyboard(ui, right);
    column(ui_left, id, (margin, COLUMN), !aside, |ui| {
        main(ui, state);
        if let Some(side) = below {
            ui.add_space(spaces.xl);
            rule(ui);
            ui.add_space(spaces.l);
            side(ui, state);
        }
    });
    if let Some(side) = beside {
        side_panel(ui, id, right, aside, |ui| side(ui, state));
    }
    ui.advance_cursor_after_rect(whole);
}

/// What stands at the right, with its own scroll. `keys`: the keys that scroll are for it.
fn side_panel(ui: &mut Ui, id: egui::Id, right: egui::Rect, keys: bool, add: impl FnOnce(&mut Ui)) {
    let ui = &mut ui.new_child(UiBuilder::new().max_rect(right).id_salt("side"));
    ui.shrink_clip_rect(right);
    theme::stand_on(ui, Token::Panel);
    ui.painter().rect_filled(right, 0.0, theme::fill(ui, Token::Panel));
    let edge = Stroke::new(1.0, theme::fill(ui, Token::Line));
    ui.painter().vline(right.left() + 0.5, right.y_range(), edge);
    ScrollArea::vertical().id_salt(id.with("side scroll")).auto_shrink(false).show(ui, |ui| {
        Frame::NONE.inner_margin(Margin::symmetric(20, 22)).show(ui, |ui| {
            ui.set_max_width(SIDE - 40.0);
            let ctx = ui.ctx().clone();
            regions::within(&ctx, Region::Side, || add(ui));
        });
        if keys {
            keyboard::scroll(ui);
        }
    });
}

/// The width that a list alone grows to: beyond it the eye loses its line.
const WIDE: f32 = 1240.0;

/// A screen of one list, over the whole width, with nothing beside it. `id` keeps its scroll
/// position.
pub fn page_wide<S>(
    ui: &mut Ui,
    id: impl std::hash::Hash + std::fmt::Debug,
    state: &mut S,
    main: impl FnOnce(&mut Ui, &mut S),
) {
    let id = ui.scope_id().with(&id);
    column(ui, id, (margin(ui), WIDE), true, |ui| {
        main(ui, state);
    });
}

/// What is read or filled in, in a page as wide as its window: no wider than a column.
pub fn reading_width(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    ui.scope(|ui| {
        ui.set_max_width(COLUMN.min(ui.available_width()));
        add(ui);
    });
}

/// The margin at the left and right of what a screen shows, in points.
pub(super) fn margin(ui: &Ui) -> f32 {
    if beside(ui) { theme::spaces().xxl } else { theme::spaces().l }
}

#[expect(clippy::cast_possible_truncation, reason = "margins of at most 32 points")]
pub(super) fn symmetric(x: f32, y: f32) -> Margin {
    Margin::symmetric(x as i8, y as i8)
}

/// `keys`: the keys that scroll are for this column. `most` is how wide it grows, in points.
pub(super) fn column(
    ui: &mut Ui,
    id: egui::Id,
    (margin, most): (f32, f32),
    keys: bool,
    add: impl FnOnce(&mut Ui),
) {
    egui::CentralPanel::default().frame(Frame::NONE).show(ui, |ui| {
        ScrollArea::vertical().id_salt(id.with("main scroll")).auto_shrink(false).show(ui, |ui| {
            let spaces = theme::spaces();
            let above = if super::little::is_low(ui) { spaces.s } else { spaces.l };
            let frame = Frame::NONE.inner_margin(symmetric(margin, above));
            frame.show(ui, |ui| {
                ui.set_max_width(most.min(ui.available_width()));
                add(ui);
                ui.add_space(theme::spaces().s);
            });
            if keys {
                keyboard::scroll(ui);
            }
        });
    });
}

/// Whether what has the keyboard stands in this part of the screen.
pub fn has_keyboard(ui: &Ui, rect: egui::Rect) -> bool {
    let focused = ui.memory(egui::Memory::focused);
    let shown = focused.and_then(|id| ui.ctx().read_response(id));
    shown.is_some_and(|shown| rect.contains(shown.rect.center()))
}

/// A flat panel with a one-pixel line.
pub fn card<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    panel(ui, Token::Line, Margin::symmetric(18, 16), add)
}

/// The same with less room inside: for a form of several that are to be in sight together.
pub fn tight_card<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    panel(ui, Token::Line, Margin::symmetric(16, 8), add)
}

/// The same with a bar at its left where it is `marked`.
pub fn marked_card<R>(
    ui: &mut Ui,
    marked: bool,
    add: impl FnOnce(&mut Ui) -> R,
) -> InnerResponse<R> {
    let shown = tight_card(ui, add);
    if marked {
        bar(ui, shown.response.rect, Token::Accent);
    }
    shown
}

/// Something in the page that the eye goes to first: a panel with an edge of the accent and a bar
/// at its left.
pub fn first_thing<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    let shown = panel(ui, Token::Accent, Margin::symmetric(20, 14), add);
    bar(ui, shown.response.rect, Token::Accent);
    shown
}

/// A panel of rows, one below the other without a gap.
pub fn rows(ui: &mut Ui, add: impl FnOnce(&mut Ui)) -> InnerResponse<()> {
    panel(ui, Token::Line, Margin::same(1), |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        add(ui);
    })
}

/// A flat panel over the whole width, with a one-pixel edge.
fn panel<R>(
    ui: &mut Ui,
    edge: Token,
    inside: Margin,
    add: impl FnOnce(&mut Ui) -> R,
) -> InnerResponse<R> {
    Frame::NONE
        .fill(theme::fill(ui, Token::Panel))
        .stroke(Stroke::new(1.0, theme::fill(ui, edge)))
        .corner_radius(theme::radius())
        .inner_margin(inside)
        .show(ui, |ui| {
            theme::stand_on(ui, Token::Panel);
            ui.set_width(ui.available_width());
            add(ui)
        })
}

/// The bar at the left of a panel, whose colour repeats what its words say.
fn bar(ui: &Ui, panel: egui::Rect, ink: Token) {
    let bar = egui::Rect::from_min_size(panel.min, vec2(4.0, panel.height()));
    ui.painter().rect_filled(bar, theme::radius(), theme::fill(ui, ink));
}

/// A card with a bar of meaning at its left, for a passage of a record.
pub fn passage_card<R>(
    ui: &mut Ui,
    tone: Tone,
    add: impl FnOnce(&mut Ui) -> R,
) -> InnerResponse<R> {
    let shown = card(ui, add);
    bar(ui, shown.response.rect, tone.tokens().0);
    shown
}

/// Quoted or summarised guidance: a bar at the left, a quiet ground.
pub fn quote<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    let shown = Frame::NONE
        .fill(theme::fill(ui, Token::Quote))
        .inner_margin(Margin { left: 16, right: 12, top: 10, bottom: 10 })
        .show(ui, |ui| {
            theme::stand_on(ui, Token::Quote);
            ui.set_width(ui.available_width());
            add(ui)
        });
    let rect = shown.response.rect;
    let bar = egui::Rect::from_min_size(rect.min, vec2(4.0, rect.height()));
    ui.painter().rect_filled(bar, 0.0, theme::fill(ui, Token::Line));
    shown
}

/// A small label on a ground of its own.
pub fn badge(ui: &mut Ui, tone: Tone, text: &str) -> Response {
    let (ink, ground) = tone.tokens();
    let colour = theme::ink_on(ui, ink, ground);
    let wide = (ui.available_width() - 16.0).max(60.0);
    let galley = ui.painter().layout(
        text.to_owned(),
        theme::font(theme::sizes().small - 1.0, true),
        colour,
        wide,
    );
    let (rect, response) = ui.allocate_exact_size(galley.size() + vec2(16.0, 6.0), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(Role::Label, true, text));
    if ui.is_rect_visible(rect) {
        ui.painter().rect_filled(rect, 4.0, theme::fill(ui, ground));
        let at = Align2::CENTER_CENTER.align_size_within_rect(galley.size(), rect);
        ui.painter().galley(at.min, galley, colour);
    }
    response
}

/// A one-pixel line across.
pub fn rule(ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    ui.painter().rect_filled(rect, 0.0, theme::fill(ui, Token::Line));
}

/// A question with its answer and an action at the right; one below the other where it is
/// narrow.
pub fn answer_line(ui: &mut Ui, question: &str, answer: &str, action: impl FnOnce(&mut Ui)) {
    let wide = ui.available_width();
    if wide < 480.0 {
        super::text::small(ui, question);
        ui.horizontal_wrapped(|ui| {
            super::text::strong(ui, answer);
            action(ui);
        });
        return;
    }
    let (left, right) = (wide * 0.46, wide * 0.54 - 84.0);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        for (width, text, heavy) in [(left, question, false), (right, answer, true)] {
            let down = egui::Layout::top_down(egui::Align::LEFT);
            ui.allocate_ui_with_layout(vec2(width, 24.0), down, |ui| {
                ui.set_width(width);
                // Level with the words of the action, which stand in the middle of a target.
                ui.add_space(4.0);
                if heavy {
                    super::text::strong_small(ui, text);
                } else {
                    super::text::small(ui, text);
                }
            });
        }
        action(ui);
    });
}
