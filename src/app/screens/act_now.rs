//! Child in danger now: whom to ring, what to say, a clock. It asks nothing.

use egui::Ui;

use crate::app::events::{DecideEvent, Event, Screen};
use crate::app::widgets::{self, Tone, link, page, primary, secondary};
use crate::base::time;
use chrono::{DateTime, FixedOffset};

/// What the screen shows.
pub struct View {
    /// When it was pressed first.
    pub since: DateTime<FixedOffset>,
    /// Now.
    pub now: DateTime<FixedOffset>,
    /// Who rings.
    pub author: String,
    /// Whether a press stands that can be taken back.
    pub pressed: bool,
    /// Whether the time stands in a draft that is on the disk or on its way.
    pub saved: bool,
}

/// Paints it.
pub fn ui(ui: &mut Ui, view: &View, out: &mut Vec<Event>) {
    page(ui, "act now", out, |ui, out| main(ui, view, out), |ui, _| side(ui, view));
}

fn main(ui: &mut Ui, view: &View, out: &mut Vec<Event>) {
    let minutes = (view.now - view.since).num_minutes();
    let ago =
        if minutes < 1 { "just now".to_owned() } else { format!("{} ago", time::gap(minutes)) };
    widgets::small(ui, &format!("Begun at {} · {ago}", time::clock(&view.since)));
    widgets::title(ui, "Get help now");
    widgets::soft(ui, "Ring first. The record comes afterwards.");
    widgets::banner(ui, Tone::Danger, |ui| {
        widgets::heading(ui, "999");
        widgets::reading(
            ui,
            "The child needs medical help, or someone is in danger now. Ask for the ambulance \
             service, the police, or both.",
        );
    });
    widgets::card(ui, |ui| {
        widgets::strong(ui, "Children’s services for the area where the child lives");
        widgets::body(
            ui,
            "Their daytime number, or their out-of-hours emergency duty team. Find the number \
             on their own website.",
        );
    });
    widgets::card(ui, |ui| {
        widgets::strong(ui, "Injured or ill, and not an emergency call");
        widgets::body(ui, "Ring the on-call paediatrician and arrange to be seen the same day.");
    });
    widgets::card(ui, |ui| {
        widgets::strong(ui, "Keep in view");
        widgets::body(
            ui,
            "Where the child is now and with whom. Do not tell or warn anyone who may be the risk. \
             Do not wait for consent.",
        );
    });
    ui.horizontal_wrapped(|ui| {
        if primary(ui, "Write the record", None).clicked() {
            out.push(Event::Decide(DecideEvent::WriteRecord));
        }
        if secondary(ui, "Answer the questions afterwards", None).clicked() {
            out.push(Event::Decide(DecideEvent::ShowOutcome));
        }
        if view.pressed && link(ui, "Pressed by mistake", None).clicked() {
            out.push(Event::Decide(DecideEvent::PressedByMistake));
        }
        if link(ui, "Home", Some("Home: the record is kept there")).clicked() {
            out.push(Event::Go(Screen::Home));
        }
    });
}

fn side(ui: &mut Ui, view: &View) {
    widgets::heading(ui, "What to say");
    let who = if view.author.trim().is_empty() {
        "Who you are, where you work, and the number to ring you back.".to_owned()
    } else {
        format!("I am {}. Give the number to ring you back.", view.author.trim())
    };
    let lines = [
        who.as_str(),
        "I am worried that a child is in danger now. Give the child’s name, age and address.",
        "Where the child is at this moment, who is there, and where the child goes next.",
        "Who may be the risk, and which other children are there.",
        "What you saw and heard, in the child’s words where there are any.",
        "What you ask them to do, and when they will tell you it is done.",
    ];
    for (number, line) in (1..).zip(lines) {
        widgets::body(ui, &format!("{number}. {line}"));
    }
    ui.add_space(12.0);
    widgets::heading(ui, "The time is noted");
    let at = time::moment(&view.since);
    widgets::body(ui, &format!("A record was begun at {at}."));
    if view.saved {
        widgets::small(ui, "It is on Home, under “not finished”.");
    } else {
        widgets::small(ui, "It is not yet saved to a folder. See the message at the top.");
    }
}
