//! One signed decision, as a court or a colleague reads it: the facts first, then the decision and
//! its reasons, then who was told; the guidance and the answers folded; what was stated since; the
//! timeline beside it.

mod additions;
mod facts_page;
mod foot;
mod page_form;
mod side;
mod statement;

use chrono::{DateTime, FixedOffset};
use egui::{Id, Ui};

pub use page_form::PageForm;
use statement::statement;

use crate::app::commands::screen_keys::ONWARD;
use crate::app::events::{DecisionsEvent, Event, FootPanel, Screen};
use crate::app::session::rows::{Linked, VersionLine};
use crate::app::session::{FileShown, Look, Seen};
use crate::app::theme::Token;
use crate::app::views::in_error::in_error;
use crate::app::views::label_and_text::problem_ui;
use crate::app::views::quoted::{Quoting, folded};
use crate::app::views::versions::{self, VersionsShown};
use crate::app::widgets::{
    self, Line, Tone, above_foot, card, is_low, link, multi_line, page, primary, secondary,
};
use crate::base::time;
use crate::caseload::worklist::OwedAt;
use crate::record::Work;
use crate::register::DecisionFile;

/// Where the keyboard is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grab<'a> {
    /// On this that is owed.
    Owed(&'a OwedAt),
    /// Into the first field of the form of what is added.
    Form,
    /// On when it happened, in that form.
    When,
}

/// What the screen shows.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own that is shown")]
pub struct DecisionView<'a> {
    /// The decision.
    pub file: &'a DecisionFile,
    /// What was worked out.
    pub shown: &'a FileShown,
    /// Whether its files were read again, and what the rules of then and now make of it.
    pub look: &'a Look,
    /// The guidance, with the practice's copy that it was made with.
    pub quoting: Quoting<'a>,
    /// Why the practice's copy that it was made with cannot be shown, or what became of it since.
    pub copy_since: Option<String>,
    /// Where the keyboard is put, once.
    pub grab: Option<Grab<'a>>,
    /// Who signs.
    pub author: &'a str,
    /// Whether a decision is in hand, to which a link leads back.
    pub in_hand: bool,
    /// Whether all of the related decisions are shown.
    pub earlier_all: bool,
    /// Whether a signing is under way.
    pub signing: bool,
    /// Why signing is not possible, in words.
    pub cannot_sign: Option<&'a str>,
    /// The time.
    pub now: DateTime<FixedOffset>,
    /// Whether a file dialog is open.
    pub choosing: bool,
    /// What is chosen before something is added.
    pub foot_panel: Option<FootPanel>,
    /// Versions of drafts that were not signed, of every decision.
    pub versions: &'a [VersionLine],
    /// What is open of those.
    pub versions_shown: &'a VersionsShown,
}

/// What is written on this screen.
pub struct Writing<'a> {
    /// What is being added, if anything is.
    pub addition: Option<&'a mut Work>,
    /// What is chosen of the page to print.
    pub page: &'a mut PageForm,
}

/// Paints it, and below it what else claims to be this decision.
pub fn ui(
    ui: &mut Ui,
    view: &DecisionView<'_>,
    others: &[DecisionView<'_>],
    writing: Writing<'_>,
    out: &mut Vec<Event>,
) {
    let (adds, tight) =
        (writing.addition.is_some(), foot::is_tight(ui.available_width(), view.shown.open));
    let mut both = (writing, out);
    above_foot(
        ui,
        &mut both,
        |ui, both| {
            page(
                ui,
                ("decision", view.file.id.as_str()),
                both,
                |ui, (writing, out)| main(ui, view, others, writing, out),
                |ui, (_, out)| side::ui(ui, view, tight, out),
            );
        },
        |ui, (_, out)| foot::ui(ui, view, (adds, tight), out),
    );
}

/// What was decided and what is to be known of its files, what is being added, what it is based on
/// in the order in which it is read, and what was stated before and since.
fn main(
    ui: &mut Ui,
    view: &DecisionView<'_>,
    others: &[DecisionView<'_>],
    writing: &mut Writing<'_>,
    out: &mut Vec<Event>,
) {
    // In a low window what is added comes first: below the head it would be out of sight.
    let low = is_low(ui);
    if low {
        added(ui, view, writing, out);
    }
    head(ui, view, out);
    if !low {
        added(ui, view, writing, out);
    }
    if let Some(error) = &view.shown.out_of_view {
        in_error(ui, error, &view.shown.offers.to_put_right);
        if error.disposed && !still_here(ui, view, out) {
            return;
        }
        if !folded(ui, "in error", "What was entered") {
            return;
        }
    }
    let newest = view.shown.newest;
    if let Some(at) = newest {
        facts_page::ui(ui, view, at, out);
    }
    let rest: Vec<_> = view
        .file
        .statements
        .iter()
        .enumerate()
        .filter(|(index, _)| Some(*index) != newest)
        .collect();
    if newest.is_some() && !rest.is_empty() {
        ui.add_space(8.0);
        widgets::heading(ui, "What else was signed");
    }
    for (index, loaded) in rest {
        statement(ui, view, index, loaded, Some(out));
    }
    for other in others {
        beside(ui, other);
    }
}

/// Files of a decision that was disposed of elsewhere, or whose removal was cut short: whether any is
/// still here. They go only when somebody says so here.
fn still_here(ui: &mut Ui, view: &DecisionView<'_>, out: &mut Vec<Event>) -> bool {
    let count = view.file.still_here().count();
    if count > 0 {
        widgets::body(
            ui,
            &match count {
                1 => "1 of its files is still here.".to_owned(),
                count => format!("{count} of its files are still here."),
            },
        );
        let mut say = |event| out.push(Event::Decisions(event));
        if view.foot_panel == Some(FootPanel::Sure) {
            widgets::body(ui, "They cannot be put back. Backups and other copies are not reached.");
            ui.horizontal_wrapped(|ui| {
                if secondary(ui, "Yes, remove them for good", None).clicked() {
                    say(DecisionsEvent::RemoveDisposed(view.file.id.clone()));
                }
                if link(ui, "Cancel", None).clicked() {
                    say(DecisionsEvent::ShowAtFoot(None));
                }
            });
        } else if secondary(ui, "Remove them here too", None).clicked() {
            say(DecisionsEvent::ShowAtFoot(Some(FootPanel::Sure)));
        }
        ui.add_space(8.0);
    }
    count > 0
}

/// Statements in the same folder that do not follow the same first statement: to be read, not
/// to be added to.
fn beside(ui: &mut Ui, view: &DecisionView<'_>) {
    ui.add_space(16.0);
    ui.push_id(view.file.root.short(12), |ui| {
        widgets::banner(ui, Tone::Caution, |ui| {
            widgets::body(ui, "What follows is in the same folder, but is a separate decision.");
        });
        for (index, loaded) in view.file.statements.iter().enumerate() {
            statement(ui, view, index, loaded, None);
        }
    });
}

/// What is being added, or the choice of what; and where the page to print is saved.
fn added(ui: &mut Ui, view: &DecisionView<'_>, writing: &mut Writing<'_>, out: &mut Vec<Event>) {
    match &mut writing.addition {
        Some(Work::Addendum(text)) => addendum_ui(ui, view, text, out),
        Some(Work::Addition(one)) => additions::form(ui, view, one, out),
        Some(_) => {}
        None => match view.foot_panel {
            Some(FootPanel::Sure | FootPanel::Page) | None => {}
            Some(foot_panel) => additions::choose(ui, view, foot_panel, out),
        },
    }
    if view.foot_panel == Some(FootPanel::Page) {
        page_form::ui(ui, view, writing.page, out);
    }
}

fn head(ui: &mut Ui, view: &DecisionView<'_>, out: &mut Vec<Event>) {
    let file = view.file;
    whose(ui, view);
    linked(ui, &view.shown.linked, out);
    files_read(ui, &view.look.seen);
    for problem in &file.problems {
        problem_ui(ui, problem);
    }
    if file.heads().len() > 1 {
        widgets::banner(ui, Tone::Caution, |ui| {
            widgets::body(
                ui,
                "Two people wrote here at the same time. Both statements are kept below.",
            );
        });
    }
    let of_it = view.versions.iter().filter(|one| one.decision.as_ref() == Some(&file.id));
    versions::cards(ui, of_it, view.versions_shown, false, out);
    ui.add_space(4.0);
}

/// What was decided, by whom, and whose case it is now.
fn whose(ui: &mut Ui, view: &DecisionView<'_>) {
    let latest = view.file.latest_decision();
    let headline = match latest {
        Some((loaded, _)) => loaded.header.headline.as_str(),
        None if view.file.is_disposed_of() => "A decision that was disposed of",
        None => "A decision that cannot be read in full",
    };
    // It was decided, and is no order to whoever reads it.
    widgets::small(ui, "What was decided");
    let title = widgets::title(ui, headline);
    if let Some((_, decision)) = latest
        && decision.outcome.headline != headline
    {
        widgets::soft(ui, &format!("Suggested: {}", decision.outcome.headline));
        widgets::soft(ui, &format!("Decided: {headline}"));
    }
    if let Some((loaded, _)) = latest {
        let author = &loaded.header.author;
        let written = time::moment(&loaded.header.written);
        let role = if author.role.trim().is_empty() {
            String::new()
        } else {
            format!(", {}", author.role)
        };
        let signed = format!("Signed by {}{role}, {written}", author.name);
        widgets::described(ui, &title, &signed);
        widgets::soft(ui, &signed);
        let newest = view.shown.newest.and_then(|at| view.shown.statements.get(at));
        if let Some(newest) = newest {
            widgets::small(ui, &newest.times);
        }
    }
    if !view.shown.request.is_empty() {
        widgets::soft(ui, &view.shown.request);
    }
    if let Some(owner) = &view.shown.owner {
        widgets::soft(ui, owner);
    }
}

/// Whether its files were read again.
fn files_read(ui: &mut Ui, seen: &Seen) {
    match seen {
        Seen::Read => {}
        Seen::Checking => {
            widgets::status(ui, "Reading its files again…", Token::Soft);
        }
        Seen::NotNow(why) => {
            widgets::banner(ui, Tone::Caution, |ui| {
                widgets::body(
                    ui,
                    "Its files could not be read again just now. This is what was read before.",
                );
                widgets::small(ui, why);
            });
        }
    }
}

/// Links to the decisions that belong to this one.
fn linked(ui: &mut Ui, linked: &[Linked], out: &mut Vec<Event>) {
    for one in linked {
        ui.horizontal_wrapped(|ui| {
            if one.is_here {
                widgets::small(ui, &format!("{}:", one.words));
                let name = format!("Open decision {}", one.decision);
                if link(ui, one.decision.as_str(), Some(&name)).clicked() {
                    out.push(Event::Decisions(DecisionsEvent::Open(one.decision.clone())));
                }
            } else {
                let words = format!("{}: {}, not signed in this register", one.words, one.decision);
                widgets::small(ui, &words);
            }
        });
    }
}

fn addendum_ui(ui: &mut Ui, view: &DecisionView<'_>, text: &mut String, out: &mut Vec<Event>) {
    card(ui, |ui| {
        let id = Id::unique(("addendum", view.file.id.as_str()));
        let line = Line {
            label: "Add to this decision",
            hint: additions::BELOW,
            grab: view.grab == Some(Grab::Form),
            ..Line::default()
        };
        if multi_line(ui, id, line, 4, text).changed() {
            out.push(Event::Decisions(DecisionsEvent::AdditionEdited));
        }
        let blank = text.trim().is_empty();
        sign_ui(ui, view, blank.then_some("Write the note."), None, out);
    });
}

/// Who signs, and the button; `lacks` says what is missing before it can be signed, `asks` what is
/// asked once more, and the act that answers it.
pub(super) fn sign_ui(
    ui: &mut Ui,
    view: &DecisionView<'_>,
    lacks: Option<&str>,
    asks: Option<(&str, &str)>,
    out: &mut Vec<Event>,
) {
    let signing = match view.author.trim() {
        "" => "Write your name in Settings".to_owned(),
        name => format!("Signing as {name} – not you?"),
    };
    if link(ui, &signing, None).clicked() {
        out.push(Event::Go(Screen::Settings));
    }
    if let Some(why) = view.cannot_sign {
        widgets::status(ui, why, Token::Caution);
    }
    if let Some(why) = lacks {
        widgets::status(ui, why, Token::Soft);
    }
    let asks = asks.filter(|_| lacks.is_none() && view.foot_panel == Some(FootPanel::Sure));
    if let Some((question, _)) = asks {
        widgets::part(ui, question);
    }
    ui.horizontal_wrapped(|ui| {
        let signing = view.signing.then_some("It is being signed.");
        let why = lacks.or(view.cannot_sign).or(signing);
        widgets::unless(ui, why, |ui| {
            let label = asks.map_or("Sign and save", |(_, act)| act);
            let pressed = primary(ui, label, Some(ONWARD.cap)).clicked();
            let by_keys = why.is_none() && ONWARD.is_pressed(ui.ctx());
            if pressed || by_keys {
                out.push(Event::Decisions(DecisionsEvent::SignAddition));
            }
        });
        if link(ui, "Leave it for now", None).clicked() {
            out.push(Event::Decisions(DecisionsEvent::LeaveAddition));
        }
        if link(ui, "Discard", Some("Discard what you have written here")).clicked() {
            out.push(Event::Decisions(DecisionsEvent::DiscardAddition));
        }
    });
}
