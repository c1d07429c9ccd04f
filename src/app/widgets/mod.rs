//! The shared widgets. Screens use these and no raw egui widget (clippy.toml forbids them),
//! so that each has an accessible name, a target of at least 24 points, one focus ring, and
//! scrolls into view when the keyboard reaches it.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the one place where raw widgets become ours"
)]

mod banners;
mod bodymap;
mod button;
mod choices;
mod disabled;
mod editor;
mod escape_keeps_focus;
pub mod field_services;
mod fields;
pub mod focus_lost;
mod foldrow;
mod foot;
mod frames;
mod halves;
pub mod keyboard;
mod keyed;
mod lists;
mod little;
mod longtext;
mod passage;
mod pathcanvas;
mod pathmap;
pub mod press_guard;
mod radios;
pub mod regions;
mod removable;
mod rows;
mod sanitise;
mod scripts;
mod search;
mod secret;
mod split;
mod strip;
mod table;
mod text;
mod textmenu;
mod workrow;

pub use banners::{banner, note};
pub use bodymap::{Dot, OnBody, bodymap};
pub use button::{
    chip, danger, danger_width, disclosure, disclosure_as, link, misnamed, place, primary,
    row_button, row_button_for, secondary, secondary_for, segment, short,
};
pub use choices::{
    Chosen, chips, choose_beside, choose_chip, choose_in_line, choose_one, choose_several, segments,
};
pub use disabled::{blank_path, dialog_open, unless};
pub use editor::STAMP;
pub use fields::{
    Line, TO_DO, abreast, apart, day_line, group, line_beside, multi_line, remarked, side_by_side,
    single_line, time_line, words_line,
};
pub use foldrow::{FoldRow, SideRow, fold_row, side_row};
pub use foot::{above_foot, onward, onward_after};
pub use frames::{
    Room, Tone, answer_line, badge, beside, card, first_thing, has_keyboard, marked_card, page,
    page_wide, page_with_list, passage_card, quote, reading_width, room, rows, rule, tight_card,
};
pub use halves::halves;
pub use keyed::{lettered, numbered};
pub use lists::{list, list_item};
pub use little::{is_low, is_tight};
pub use passage::{Spot, Stretch, passage};
pub use pathcanvas::Pressed;
pub use pathmap::{Picture, Viewport, lay_out, pathmap};
pub use radios::radios;
pub use removable::{removable, removable_width};
pub use rows::{choice, entry, nav, row};
pub use sanitise::prepare;
pub use scripts::script_words;
pub use search::{Search, Sought, search_line};
pub use secret::{Secret, secret_line};
pub use split::{Beside, Split, part_of, read_beside, split};
pub use strip::{about, child_strip, strip};
pub use table::{Cell, FOUND, HEADS, Head, HeadDone, ROW, Row, heads, table_row};
pub use text::{
    Run, announced, asked, body, caution, cut_heading, cut_soft, described, heading, marked,
    name_node, own_words, part, reading, small, small_heading, soft, state_words, status, strong,
    strong_small, subheading, title, words_on_lines,
};
pub use textmenu::select_all;
pub use workrow::{WorkRow, work_fold, work_group, work_line, work_row};

use egui::{Rect, Response, Stroke, StrokeKind, Ui};

use super::theme::{self, Token};

/// Paints the focus ring around `rect` when `response` has the keyboard, and scrolls to it
/// when it has just got it: clear of what lies over the head of the page. What is pressed stays
/// under the pointer.
fn focus(ui: &Ui, response: &Response, rect: Rect) {
    ring(ui, response, rect);
    is_stop(response);
    if keyboard::has_come(response) && !keyboard::is_pointed(response) {
        let covered = keyboard::covered(ui.ctx());
        let around = rect.expand(24.0);
        ui.scroll_to_rect(around.with_min_y(around.top() - covered), None);
    }
}

/// The keyboard can be here.
fn is_stop(response: &Response) {
    regions::note(response);
    focus_lost::note(response);
}

/// The ring alone.
fn ring(ui: &Ui, response: &Response, rect: Rect) {
    if response.has_focus() {
        let ring = theme::fill(ui, Token::Focus);
        let inner = theme::fill(ui, Token::Ink);
        let painter = ui.painter();
        painter.rect_stroke(rect, theme::radius(), Stroke::new(1.0, inner), StrokeKind::Outside);
        painter.rect_stroke(
            rect.expand(1.0),
            theme::radius(),
            Stroke::new(3.0, ring),
            StrokeKind::Outside,
        );
    }
}
