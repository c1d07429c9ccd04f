//! Signed statements as plain text: what `justified show` prints.

use std::collections::BTreeMap;

mod page;

use super::{Line, SectionText, people, sections};
use crate::base::time::{self, When};
use crate::guidance::{Cite, Library};
use crate::record::contact::Contact;
use crate::record::corrected::{Corrected, corrected};
use crate::record::form::{Part, Record};
use crate::record::ids::Digest;
use crate::record::order::Stated;
use crate::record::reasons::Reasons;
use crate::record::set_aside::aside_name;
use crate::record::statement::{Basis, Body, Decision, FrozenDuty, OutOfView, Statement};
use crate::record::times::{late_entry, minutes};
use page::Page;

const THIRD_PARTIES: &str = "Contains third-party information. Not for online access.";
const NO_PATIENT: &str = "A contact. Nothing about a patient belongs in it.";
/// What is said of a departure towards less, wherever it is read.
pub const PROTECTS_LESS: &str = "This protects less than what was suggested.";
const AUTHORSHIP: &str = "“Signed” says who wrote this. It does not prove who was at the keyboard.";

/// A whole decision: that it is `out_of_view`, if it is; then its statements in the order given, each
/// whole. A decision that was corrected says at its top what, from what, by whom and why.
/// `why`: by the hash of a decision's statement, why it came out as it did, where its own rules are
/// at hand.
pub fn decision_text(
    (stated, out_of_view): (&[Stated<'_>], Option<&OutOfView>),
    library: &Library,
    why: &BTreeMap<Digest, Reasons>,
) -> String {
    let mut out = Page::default();
    let statements: Vec<&Statement> = stated.iter().map(|one| one.statement).collect();
    if let [first, _, ..] = statements.as_slice() {
        let count = statements.len();
        if statements.iter().all(|one| matches!(one.body, Body::Contact(_))) {
            out.line(&format!("Contacts: {count} statements"));
        } else {
            out.line(&format!("Decision {}: {count} statements", first.decision));
            out.line("They are in the order in which they were signed: the newest is the last.");
        }
        out.blank();
    }
    if let Some(error) = out_of_view {
        out.line(&error.headline());
        out.text(&error.reason);
        out.text(&error.said());
        out.blank();
    }
    for (at, Stated { digest, statement }) in stated.iter().enumerate() {
        if at > 0 {
            out.blank();
            out.line(&"-".repeat(72));
            out.blank();
            let newest = if at + 1 == stated.len() { ", the newest" } else { "" };
            out.line(&format!("Statement {} of {}{newest}", at + 1, stated.len()));
        }
        let since = match &statement.body {
            Body::Decision(decision) => Some(corrected(digest, decision, stated)),
            _ => None,
        };
        out.0.push_str(&whole(statement, since.as_ref(), library, why.get(*digest)));
    }
    out.0
}

/// One statement, whole: who signed it, the times and the gaps between them, what it is based on,
/// and every text that was typed.
fn whole(
    statement: &Statement,
    since: Option<&Corrected>,
    library: &Library,
    why: Option<&Reasons>,
) -> String {
    let mut out = Page::default();
    out.line(&format!("{} {}", statement.body.label(), statement.decision));
    out.text(&statement.headline);
    out.blank();
    match &statement.body {
        Body::Contact(_) => out.line(NO_PATIENT),
        _ => out.line(THIRD_PARTIES),
    }
    if let Body::Decision(decision) = &statement.body {
        who_appears(&mut out, &decision.record);
    }
    out.line(AUTHORSHIP);
    out.blank();
    if let Some(since) = since {
        corrected_since(&mut out, since);
    }
    author(&mut out, statement);
    times(&mut out, statement);
    match &statement.body {
        Body::Decision(decision) => self::decision(&mut out, statement, decision, library, why),
        Body::Addendum(addendum) => {
            out.heading("Added");
            out.text(&addendum.text);
        }
        Body::Contact(contact) => self::contact(&mut out, contact),
        addition => {
            let lines = addition.addition().map(|addition| addition.lines()).unwrap_or_default();
            let happened = statement.happened.as_ref().map(When::in_words);
            for (label, text) in lines {
                // The times at the top say it already.
                if label != "When" || happened.as_deref() != Some(text.trim()) {
                    out.field(label, &text);
                }
            }
        }
    }
    rules(&mut out, statement);
    out.0
}

/// What reads otherwise now, before what was signed.
fn corrected_since(out: &mut Page, since: &Corrected) {
    if since.fields.is_empty() {
        return;
    }
    out.line("Corrected since it was signed. Below is what was signed.");
    for one in &since.fields {
        let now = if one.now.trim().is_empty() { "Nothing" } else { one.now.as_str() };
        out.bullet(&format!("{} now says:", one.label));
        out.text(now);
        for words in one.words() {
            out.text(&words);
        }
    }
    out.blank();
}

fn who_appears(out: &mut Page, record: &Record) {
    let people = people(record);
    if people.is_empty() {
        out.line("People who appear in it: nobody is named in a field.");
    } else {
        out.line("People who appear in it:");
        for person in people {
            out.bullet(&person);
        }
    }
}

fn author(out: &mut Page, statement: &Statement) {
    let author = &statement.author;
    let gmc = if author.gmc.is_blank() {
        String::new()
    } else {
        format!("GMC {}", author.gmc.text.trim())
    };
    let parts = [author.name.as_str(), author.role.as_str(), gmc.as_str()];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.trim().is_empty()).collect();
    out.field("Signed by", &parts.join(", "));
}

fn times(out: &mut Page, statement: &Statement) {
    let gap = |when: &When| {
        minutes(when, &When::At(statement.written)).filter(|minutes| *minutes != 0).map_or_else(
            String::new,
            |minutes| {
                let side = if minutes < 0 { "after" } else { "before" };
                format!(" ({} {side} it was signed)", time::gap(minutes))
            },
        )
    };
    let mut say = |label: &str, when: &When| {
        out.field(label, &format!("{}{}", when.in_words(), gap(when)));
    };
    if let Some(happened) = &statement.happened {
        say("Happened", happened);
    }
    if let Some(learned) = learned(statement) {
        say("Learned", &learned);
    }
    let signed = time::moment(&statement.written);
    let at_once = statement.decided.in_words() == signed;
    let label = match statement.body {
        Body::Decision(_) if at_once => "Decided and signed",
        _ if at_once => "Signed",
        Body::Decision(_) => "Decided",
        _ => "Entered",
    };
    say(label, &statement.decided);
    if !at_once {
        out.field("Signed", &signed);
    }
    if let Some(late) = late_entry(statement) {
        out.line(&late);
    }
}

fn learned(statement: &Statement) -> Option<When> {
    match &statement.body {
        Body::Decision(decision) => decision.record.learned.when(&statement.written),
        _ => None,
    }
}

/// Whether the times at the top say already what stands in this line, in the same words.
fn is_said(statement: &Statement, line: &Line) -> bool {
    let said = match line.field.part {
        Part::Happened => statement.happened.clone(),
        Part::Learned => learned(statement),
        Part::Decided => Some(statement.decided.clone()),
        _ => None,
    };
    said.is_some_and(|when| when.in_words() == line.text.trim())
}

fn decision(
    out: &mut Page,
    statement: &Statement,
    decision: &Decision,
    library: &Library,
    why: Option<&Reasons>,
) {
    help_came_first(out, statement, decision);
    out.heading("Outcome");
    if let Some(departure) = &decision.departure {
        out.field("Suggested", &decision.outcome.headline);
        out.field("Decided", &departure.headline);
        if !departure.instead_of.is_empty() {
            out.line(PROTECTS_LESS);
        }
        out.field("Why", &departure.reason);
    } else {
        out.text(&decision.outcome.headline);
    }
    because(out, why.map(|why| why.outcome.as_str()));
    if !decision.outcome.trail.is_empty() {
        out.heading("Answers that led there");
        for (question, answer) in &decision.outcome.trail {
            out.bullet(question);
            out.text(answer);
        }
    }
    let instead_of = decision.departure.as_ref().map_or(&[][..], |one| &one.instead_of);
    if !instead_of.is_empty() {
        out.heading("What the suggested outcome asked for");
        duties(out, instead_of, library, why.map(|why| why.instead_of.as_slice()));
    }
    if !decision.outcome.duties.is_empty() {
        let decided = "What the decision asked for instead";
        out.heading(if instead_of.is_empty() { "What it asked for" } else { decided });
        let of_each = why.map(|why| why.duties.as_slice());
        duties(out, &decision.outcome.duties, library, of_each);
    }
    if let Some(why) = why.filter(|why| !why.turns.is_empty()) {
        out.heading("What would have changed it: one answer changed, the others kept");
        for turn in &why.turns {
            out.bullet(turn);
        }
    }
    if !decision.linked.is_empty() {
        out.heading("Linked decisions");
        for link in &decision.linked {
            out.field(link.why.from_words(), link.decision.as_str());
        }
    }
    record(out, statement, decision);
    if let Some(ready) = &decision.ready {
        out.heading(&ready.heading);
        ready.lines.iter().for_each(|line| out.line(line));
    }
    out.heading("Still to do when it was signed");
    if decision.owed.is_empty() {
        out.line("Nothing was listed as still to do.");
    }
    for owed in &decision.owed {
        out.bullet(owed);
    }
    if !decision.set_aside.is_empty() {
        out.heading("Set aside: typed, and not part of the record");
        for (part, text) in &decision.set_aside {
            out.field(aside_name(part), text);
        }
    }
}

/// That help came before the record, where it did.
fn help_came_first(out: &mut Page, statement: &Statement, decision: &Decision) {
    let Basis::ActedFirst(at, _) = &decision.basis else { return };
    out.blank();
    let at = time::moment(at);
    out.line(&format!("Help came first, {at}. The rest was recorded afterwards."));
    if let When::At(decided) = &statement.decided {
        let minutes = (statement.written - *decided).num_minutes();
        if minutes > 0 && decided.date_naive() == statement.written.date_naive() {
            let (then, now) = (time::clock(decided), time::clock(&statement.written));
            let gap = time::gap(minutes);
            out.line(&format!("Decided {then}, written {now}: {gap} later."));
        }
    }
}

/// What was typed, without what the statement itself says already.
fn record(out: &mut Page, statement: &Statement, decision: &Decision) {
    for mut section in sections(decision) {
        for group in &mut section.groups {
            group.lines.retain(|line| !is_said(statement, line));
        }
        section.groups.retain(|group| !group.lines.is_empty());
        if !section.groups.is_empty() {
            self::section(out, &section);
        }
    }
}

/// A contact, whole.
fn contact(out: &mut Page, contact: &Contact) {
    out.heading(contact.kind.label());
    if contact.removed {
        out.line("This statement removes the contact from the list.");
    }
    out.field("Name", &contact.name);
    out.field("Role or organisation", &contact.organisation);
    out.field("Area", &contact.area);
    for number in &contact.numbers {
        out.field(number.hours.label(), &number.number);
    }
    out.field("Where the number was found", &contact.found_where);
    out.field("Last checked", &contact.checked_on.text);
    out.field("Checked by", &contact.checked_by);
    let claimed = &contact.claimed;
    out.field("Last checked, according to a file; not checked here", &claimed.on.text);
    out.field("Checked by, according to a file", &claimed.by);
    out.field("When they share what you tell them", &contact.discloses);
    out.field("Notes", &contact.notes);
}

/// Duties, each with the answers that it follows from, where those are known.
fn duties(out: &mut Page, duties: &[FrozenDuty], library: &Library, why: Option<&[String]>) {
    for (at, duty) in duties.iter().enumerate() {
        out.bullet(&duty_text(duty, library));
        because(out, why.and_then(|why| why.get(at)).map(String::as_str));
    }
}

fn because(out: &mut Page, words: Option<&str>) {
    if let Some(words) = words.filter(|words| !words.is_empty()) {
        out.text(&format!("Because: {words}."));
    }
}

fn duty_text(duty: &FrozenDuty, library: &Library) -> String {
    let verb = match duty.verb.as_str() {
        "ours" => "our advice",
        verb => verb,
    };
    let rests = rests_on(duty, library);
    if rests.is_empty() {
        format!("{verb}: {}", duty.text)
    } else {
        format!("{verb}: {} [{rests}]", duty.text)
    }
}

/// What a duty rests on, a removed paragraph with what takes its place today; a citation of
/// another form as it stands.
pub fn rests_on(duty: &FrozenDuty, library: &Library) -> String {
    let known: Vec<Cite> = duty.cites.iter().filter_map(|cite| Cite::parse(cite).ok()).collect();
    let foreign = duty.cites.iter().filter(|cite| Cite::parse(cite).is_err());
    let known = Some(library.then_and_now(&known)).filter(|said| !said.is_empty());
    known.into_iter().chain(foreign.cloned()).collect::<Vec<_>>().join("; ")
}

fn section(out: &mut Page, section: &SectionText) {
    out.heading(section.heading);
    for (at, group) in section.groups.iter().enumerate() {
        if at > 0 {
            out.blank();
        }
        if !group.title.is_empty() {
            out.line(&format!("[{}]", group.title));
        }
        for line in &group.lines {
            out.field(line.label, &line.text);
        }
    }
}

fn rules(out: &mut Page, statement: &Statement) {
    if statement.rules.is_empty() {
        return;
    }
    out.heading("Rules it was made under");
    for (name, digest) in &statement.rules {
        out.field(name, &digest.short(12));
    }
}

#[cfg(test)]
mod tests;
