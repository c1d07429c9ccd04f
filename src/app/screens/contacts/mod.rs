//! Contacts: whom to ring, on numbers that somebody found and checked; what each agency does;
//! who is who in each nation; and contacts in and out as one file.

mod edit;
mod exchange;
mod nations;

use std::collections::{BTreeSet, VecDeque};

use chrono::{DateTime, FixedOffset};
use egui::Ui;

use crate::app::events::{ContactsEvent, ContactsPage, DraftEvent, Event, Screen};
use crate::app::session::rows::DraftLine;
use crate::app::views::cards;
use crate::app::views::nation;
use crate::app::views::quoted::{Quoting, quoted};
use crate::app::widgets::{self, Tone, card, link, page, rule, secondary_for, segment};
use crate::guidance::local::TodaysCopy;
use crate::guidance::{Agencies, Cite, Library, Nation};
use crate::record::{Contact, ContactKind, DecisionId, Hours, Nonce, Number};
use crate::register::contacts::{Entry, Plan};
use crate::report::Card;

/// What the screen remembers.
#[derive(Clone, Debug)]
pub struct ContactsScreen {
    /// The contact of which it is asked whether to take it out.
    pub removing: Option<DecisionId>,
    /// The contact of which the earlier versions are shown.
    pub earlier: Option<DecisionId>,
    /// What is shown.
    pub page: ContactsPage,
    /// The kind that is explained at the side.
    pub about: ContactKind,
    /// The file as typed.
    pub path: String,
    /// What taking in a file would do.
    pub plan: Option<Plan>,
    /// Contacts of a file that are still to be stated.
    pub queue: VecDeque<Entry>,
    /// How many contacts of that file were stated.
    pub taken: usize,
    /// The number that was taken out last of the contact that is written, and its place.
    pub removed: Option<(usize, Number)>,
    /// The draft of a number that was wanted and that nobody had written down, and where it was
    /// wanted: back to there once that one is saved.
    pub back_to: Option<(Nonce, Screen)>,
    /// The names of people in the register, folded: they do not belong in a contact.
    pub known: BTreeSet<String>,
}

impl Default for ContactsScreen {
    fn default() -> Self {
        Self {
            removing: None,
            earlier: None,
            page: ContactsPage::List,
            about: ContactKind::ChildrensServices,
            path: String::new(),
            plan: None,
            queue: VecDeque::new(),
            taken: 0,
            removed: None,
            back_to: None,
            known: BTreeSet::new(),
        }
    }
}

/// What the screen is handed.
pub struct ContactsView<'a> {
    /// The contacts.
    pub cards: &'a [Card],
    /// Drafts that are not finished, those of contacts among them.
    pub drafts: &'a [DraftLine],
    /// Drafts that were put away, those of contacts among them.
    pub away: &'a [DraftLine],
    /// What every agency does.
    pub agencies: &'a Agencies,
    /// The guidance.
    pub library: &'a Library,
    /// The practice's copy of today's wording.
    pub copy: Option<TodaysCopy<'a>>,
    /// The nation.
    pub nation: Nation,
    /// Whether that was chosen in Settings.
    pub nation_chosen: bool,
    /// Now, for the desk that is likely to answer.
    pub now: DateTime<FixedOffset>,
    /// Why nothing can be saved now.
    pub cannot_sign: Option<&'a str>,
    /// Whether a file dialog is open.
    pub choosing: bool,
}

/// What is being written.
pub struct Editing<'a> {
    /// The contact's id, for the ids of its fields.
    pub id: &'a DecisionId,
    /// The contact.
    pub contact: &'a mut Contact,
    /// Whether it is there already and is changed.
    pub there: bool,
    /// Whether it is being saved.
    pub signing: bool,
    /// Put the keyboard into the first field now: the number, where that is what is wanted.
    pub grab: bool,
    /// The name of who writes, asked here where it is not known.
    pub author: &'a mut String,
}

/// Paints it.
pub fn ui(
    ui: &mut Ui,
    view: &ContactsView<'_>,
    screen: &mut ContactsScreen,
    mut editing: Option<Editing<'_>>,
    out: &mut Vec<Event>,
) {
    // Each keeps its own place in scrolling.
    let id = match &editing {
        Some(editing) => format!("contact {}", editing.id),
        None => format!("contacts {:?}", screen.page),
    };
    let about = editing.as_ref().map_or(screen.about, |editing| editing.contact.kind);
    let mut all = (screen, out);
    page(
        ui,
        id,
        &mut all,
        |ui, (screen, out)| match &mut editing {
            Some(editing) => edit::ui(ui, view, editing, screen, out),
            None => main(ui, view, screen, out),
        },
        |ui, (_, out)| explained(ui, view, about, out),
    );
}

fn say(out: &mut Vec<Event>, event: ContactsEvent) {
    out.push(Event::Contacts(event));
}

fn main(ui: &mut Ui, view: &ContactsView<'_>, screen: &mut ContactsScreen, out: &mut Vec<Event>) {
    widgets::title(ui, "Contacts");
    widgets::soft(ui, "Who to ring. Nothing about a patient belongs here.");
    ui.horizontal_wrapped(|ui| {
        for (page, label) in
            [(ContactsPage::List, "Your contacts"), (ContactsPage::Nations, "Who is who")]
        {
            if segment(ui, label, screen.page == page).clicked() {
                say(out, ContactsEvent::Show(page));
            }
        }
    });
    ui.add_space(8.0);
    match screen.page {
        ContactsPage::Nations => nations::ui(ui, view),
        ContactsPage::List => {
            list(ui, view, screen, out);
            ui.add_space(16.0);
            exchange::ui(ui, view, screen, out);
        }
    }
}

fn list(ui: &mut Ui, view: &ContactsView<'_>, screen: &ContactsScreen, out: &mut Vec<Event>) {
    if view.cards.is_empty() {
        without_any(ui, view);
    } else {
        widgets::small(ui, crate::report::ring::desk_words(&view.now, chosen(view)));
    }
    unfinished(ui, view, out);
    for shown in view.cards {
        card(ui, |ui| {
            cards::whole(ui, shown, Hours::likely(&view.now, chosen(view)));
            if screen.removing.as_ref() == Some(&shown.id) {
                ask_remove(ui, shown, out);
            } else {
                ui.horizontal_wrapped(|ui| ways(ui, shown, screen, out));
            }
            if screen.earlier.as_ref() == Some(&shown.id) {
                cards::earlier(ui, shown);
            }
        });
    }
    add_another(ui, view, out);
}

fn ask_remove(ui: &mut Ui, shown: &Card, out: &mut Vec<Event>) {
    widgets::asked(ui, "Remove it from the list? What was entered stays in the register’s files.");
    ui.horizontal_wrapped(|ui| {
        if widgets::secondary(ui, "Remove it", None).clicked() {
            say(out, ContactsEvent::Remove(shown.id.clone()));
        }
        if widgets::secondary(ui, "Keep it", None).clicked() {
            say(out, ContactsEvent::AskRemove(None));
        }
    });
}

/// What can be done with a contact.
fn ways(ui: &mut Ui, shown: &Card, screen: &ContactsScreen, out: &mut Vec<Event>) {
    let title = shown.versions.first().map_or("", |first| first.title.as_str());
    if secondary_for(ui, "Change", &format!("Change: {title}")).clicked() {
        say(out, ContactsEvent::Edit(shown.id.clone()));
    }
    if secondary_for(ui, "Checked today", &format!("Checked today: {title}")).clicked() {
        say(out, ContactsEvent::CheckedNow(shown.id.clone()));
    }
    if link(ui, "Remove", Some(&format!("Remove: {title}"))).clicked() {
        say(out, ContactsEvent::AskRemove(Some(shown.id.clone())));
    }
    if link(ui, "What they do", Some(&format!("What they do: {title}"))).clicked() {
        say(out, ContactsEvent::About(shown.kind));
    }
    earlier_link(ui, shown, screen, out);
}

/// The kinds of contact, those that are missing first.
fn add_another(ui: &mut Ui, view: &ContactsView<'_>, out: &mut Vec<Event>) {
    ui.add_space(8.0);
    widgets::heading(ui, if view.cards.is_empty() { "Add a contact" } else { "Add another" });
    let there = |kind: &ContactKind| view.cards.iter().any(|shown| shown.kind == *kind);
    let (known, missing): (Vec<_>, Vec<_>) = ContactKind::ALL.into_iter().partition(there);
    card(ui, |ui| {
        for (words, kinds) in [("Not in your contacts yet", missing), ("Another one", known)] {
            if kinds.is_empty() {
                continue;
            }
            if !view.cards.is_empty() {
                widgets::small(ui, words);
            }
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.y = crate::app::theme::spaces().s;
                for kind in kinds {
                    let name = format!("Add: {}", kind.label());
                    if secondary_for(ui, kind.label(), &name).clicked() {
                        say(out, ContactsEvent::Add(kind));
                    }
                }
            });
        }
    });
}

/// The nation whose bank holidays count, and where numbers are found.
fn chosen(view: &ContactsView<'_>) -> Option<Nation> {
    view.nation_chosen.then_some(view.nation)
}

/// Shows what was stated of a contact before, or hides it.
fn earlier_link(ui: &mut Ui, shown: &Card, screen: &ContactsScreen, out: &mut Vec<Event>) {
    if shown.earlier.is_empty() {
        return;
    }
    let title = shown.versions.first().map_or("", |first| first.title.as_str());
    let open = screen.earlier.as_ref() == Some(&shown.id);
    let label = if open { "Hide earlier versions" } else { "Earlier versions" };
    if link(ui, label, Some(&format!("{label}: {title}"))).clicked() {
        say(out, ContactsEvent::Earlier((!open).then(|| shown.id.clone())));
    }
}

/// What was begun of a contact and is not stated, and what was put away.
fn unfinished(ui: &mut Ui, view: &ContactsView<'_>, out: &mut Vec<Event>) {
    let waiting = view.drafts.iter().map(|line| (line, "Not finished", "Continue"));
    let away = view.away.iter().map(|line| (line, "Discarded", "Restore"));
    for (line, words, label) in waiting.chain(away).filter(|(line, ..)| !line.elsewhere) {
        let Some(id) = &line.contact else { continue };
        card(ui, |ui| {
            widgets::strong(ui, &format!("{words}: {}", line.about));
            let changed = crate::base::time::moment(&line.changed);
            widgets::small(ui, &format!("Last changed {changed}"));
            if secondary_for(ui, label, &format!("{label}: {}", line.about)).clicked() {
                out.push(match label {
                    "Continue" => Event::Contacts(ContactsEvent::Edit(id.clone())),
                    _ => Event::Draft(DraftEvent::TakeBack(line.path.clone())),
                });
            }
        });
    }
}

/// What a locum with no contacts sees.
fn without_any(ui: &mut Ui, view: &ContactsView<'_>) {
    let emergency = &view.agencies.emergency;
    widgets::banner(ui, Tone::Danger, |ui| {
        widgets::heading(ui, &emergency.number);
        widgets::reading(ui, &emergency.does);
    });
    card(ui, |ui| {
        widgets::subheading(ui, "There are no contacts yet");
        widgets::body(
            ui,
            "Write down the numbers before you need them. Children’s services by day and by night \
             come first.",
        );
        for kind in [ContactKind::ChildrensServices, ContactKind::Police] {
            if let Some(agency) = view.agencies.agency(kind.agency()) {
                widgets::small_heading(ui, &format!("How to find {}", found_as(kind)));
                for line in agency.find.lines(chosen(view)) {
                    widgets::body(ui, &line);
                }
            }
        }
    });
}

fn found_as(kind: ContactKind) -> &'static str {
    match kind {
        ContactKind::ChildrensServices => "children’s services, by day and in an emergency",
        _ => "the police, when it is not an emergency",
    }
}

/// What an agency does, what it needs to hear and when it shares what it is told.
fn explained(ui: &mut Ui, view: &ContactsView<'_>, kind: ContactKind, out: &mut Vec<Event>) {
    let Some(agency) = view.agencies.agency(kind.agency()) else { return };
    nation::ask(ui, "contacts", chosen(view), out);
    widgets::small(ui, "Who you are ringing");
    widgets::heading(ui, kind.label());
    widgets::body(ui, &agency.does);
    for (heading, lines) in [
        ("What they need to hear", agency.needs.clone()),
        ("How to find the number", agency.find.lines(chosen(view))),
        (
            "When they share what you tell them",
            vec![agency.discloses.clone(), view.agencies.discloses.clone()],
        ),
    ] {
        ui.add_space(8.0);
        widgets::subheading(ui, heading);
        for line in lines {
            widgets::body(ui, &line);
        }
    }
    widgets::small(ui, "This app’s own words, not the GMC’s. They are based on:");
    let mut cites: Vec<&Cite> = agency.cites.iter().collect();
    if !cites.contains(&&view.agencies.discloses_cite) {
        cites.push(&view.agencies.discloses_cite);
    }
    rule(ui);
    let nation = view.nation_chosen.then_some(view.nation);
    let from = Quoting { library: view.library, nation, copy: view.copy, beside: None };
    for cite in cites {
        quoted(ui, &from, cite, out);
    }
}
