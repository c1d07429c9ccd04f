//! Signed statements as plain text: what `justified show` prints.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Line, SectionText, people, sections};
use crate::base::time::{self, When};
use crate::guidance::{Cite, Library};
use crate::record::aside::aside_name;
use crate::record::contact::Contact;
use crate::record::corrected::{Corrected, corrected};
use crate::record::form::{Part, Record};
use crate::record::ids::Digest;
use crate::record::order::Stated;
use crate::record::reasons::Reasons;
use crate::record::statement::{Basis, Body, Decision, FrozenDuty, Statement};
use crate::record::times::{late_entry, minutes};

const THIRD_PARTIES: &str = "Contains third-party information. Not for online access.";
const NO_PATIENT: &str = "A contact. Nothing about a patient belongs in it.";
/// What is said of a departure towards less, wherever it is read.
pub const PROTECTS_LESS: &str = "This protects less than what was suggested.";
const AUTHORSHIP: &str = "“Signed” says who wrote this. It does not prove who was at the keyboard.";

/// A whole decision: its statements in the order given, each as [`statement_text`].
/// A decision that was corrected says at its top what, from what, by whom and why.
/// `why`: by the hash of a decision's statement, why it came out as it did, where its own rules are
/// at hand.
pub fn decision_text(
    stated: &[Stated<'_>],
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
        }
        out.blank();
    }
    for (at, Stated { digest, statement }) in stated.iter().enumerate() {
        if at > 0 {
            out.blank();
            out.line(&"-".repeat(72));
            out.blank();
        }
        let since = match &statement.body {
            Body::Decision(decision) => Some(corrected(digest, decision, stated)),
            _ => None,
        };
        out.0.push_str(&whole(statement, since.as_ref(), library, why.get(*digest)));
    }
    out.0
}

/// One statement, whole: who states it, the times and the gaps between them, what it rests
/// on, and every text that was typed.
pub fn statement_text(statement: &Statement, library: &Library) -> String {
    whole(statement, None, library, None)
}

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
        later => {
            let lines = later.later().map(|later| later.lines()).unwrap_or_default();
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
    if let Basis::ActedFirst(at, _) = &decision.basis {
        out.blank();
        out.line(&format!(
            "Help came first, {}. The rest was recorded afterwards.",
            time::moment(at)
        ));
        if let When::At(decided) = &statement.decided {
            let minutes = (statement.written - *decided).num_minutes();
            if minutes > 0 && decided.date_naive() == statement.written.date_naive() {
                let (then, now) = (time::clock(decided), time::clock(&statement.written));
                let gap = time::gap(minutes);
                out.line(&format!("Decided {then}, written {now}: {gap} later."));
            }
        }
    }
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
    for mut section in sections(decision) {
        for group in &mut section.groups {
            group.lines.retain(|line| !is_said(statement, line));
        }
        section.groups.retain(|group| !group.lines.is_empty());
        if !section.groups.is_empty() {
            self::section(out, &section);
        }
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

/// Text in the making. Typed text is indented under its label, so that no line of it can
/// pass for a line of ours.
#[derive(Default)]
struct Page(String);

impl Page {
    fn line(&mut self, text: &str) {
        self.0.push_str(&visible(text));
        self.0.push('\n');
    }

    fn blank(&mut self) {
        self.0.push('\n');
    }

    fn heading(&mut self, text: &str) {
        self.blank();
        self.line(text);
        self.line(&"=".repeat(text.chars().count()));
    }

    fn field(&mut self, label: &str, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        if text.contains(['\n', '\r']) || text.len() + label.len() > 70 {
            self.line(&format!("{label}:"));
            self.text(text);
        } else {
            self.line(&format!("{label}: {text}"));
        }
    }

    fn bullet(&mut self, text: &str) {
        for (at, line) in lines(text).enumerate() {
            let mark = if at == 0 { "- " } else { "  " };
            self.line(&format!("{mark}{line}"));
        }
    }

    /// Typed text, whole, each line indented.
    fn text(&mut self, text: &str) {
        for line in lines(text) {
            if line.is_empty() {
                self.blank();
            } else {
                self.line(&format!("    {line}"));
            }
        }
    }
}

/// Lines, however they end.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| line.split('\r'))
}

/// Characters that would steer a terminal or turn the reading direction are written out, so
/// that nothing in a foreign file can hide or imitate a line.
fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let turns = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if (c.is_control() && c != '\t') || turns || matches!(c, '\u{2028}' | '\u{2029}') {
            let _ = write!(out, "<U+{:04X}>", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::ronfile;
    use crate::record::statement::Addendum;
    use crate::record::{Correction, Departure, Digest, Field, example};
    use proptest::prelude::*;

    fn library() -> Library {
        Library::embedded().unwrap()
    }

    fn printed(statement: &Statement) -> String {
        statement_text(statement, &library())
    }

    /// Without what layout may change: line ends, indents, spaces and dashes in numbers.
    fn bare(text: &str) -> String {
        text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect()
    }

    #[test]
    fn a_departure_towards_less_tells_first_what_the_suggested_outcome_asked() {
        let mut statement = example::statement(Record::default());
        let Body::Decision(decision) = &mut statement.body else { panic!("a decision") };
        let instead_of = decision.outcome.duties.clone();
        let must = instead_of[0].text.clone();
        decision.outcome.duties = vec![FrozenDuty {
            verb: "ours".to_owned(),
            text: "Watch and review.".to_owned(),
            cites: vec![],
        }];
        decision.departure = Some(Departure {
            headline: "Do not share for now".to_owned(),
            instead_of,
            ..Departure::default()
        });
        let printed = printed(&statement);
        let place = |words: &str| printed.find(words).unwrap_or_else(|| panic!("{printed}"));
        assert!(place(PROTECTS_LESS) < place("What the suggested outcome asked for"));
        assert!(place(&must) < place("What the decision asked for instead"));
        assert!(place("What the decision asked for instead") < place("Watch and review."));
    }

    #[test]
    fn what_an_earlier_version_took_out_is_printed_without_its_id() {
        let mut statement = example::statement(Record::default());
        let Body::Decision(decision) = &mut statement.body else { panic!("a decision") };
        decision.set_aside.insert("Taken out (0F0F0F0F)".to_owned(), "Name: Robin".to_owned());
        let printed = printed(&statement);
        assert!(printed.contains("Name: Robin") && !printed.contains("0F0F0F0F"), "{printed}");
    }

    #[test]
    fn every_text_of_a_record_is_in_the_printed_statement() {
        let mut count = 0;
        let record = example::filled(1, &mut || {
            count += 1;
            format!("typed-{count:03}-")
        });
        let statement = example::statement(record);
        let saved = ronfile::write(&statement).unwrap();
        let printed = printed(&statement);
        assert!(count > 45, "the example fills every text");
        for at in 1..=count {
            let typed = format!("typed-{at:03}-");
            assert!(saved.contains(&typed), "{typed} is not in the record");
            assert!(printed.contains(&typed), "{typed} is lost:\n{printed}");
        }
    }

    #[test]
    fn the_statement_says_on_its_face_that_it_names_others_and_who() {
        let mut record = example::filled(1, &mut || "x".to_owned());
        "Testchild One".clone_into(&mut record.children[0].name);
        let printed = printed(&example::statement(record));
        assert!(printed.contains("Contains third-party information"), "{printed}");
        assert!(printed.contains("- Testchild One (child)"), "{printed}");
        assert!(printed.contains("does not prove who was at the keyboard"), "{printed}");
    }

    #[test]
    fn a_contact_is_printed_whole() {
        let mut statement = example::statement(Record::default());
        let text = |name: &str| format!("typed-{name}");
        statement.body = Body::Contact(Contact {
            name: text("name"),
            organisation: text("organisation"),
            area: text("area"),
            numbers: vec![crate::record::Number {
                id: crate::record::ItemId::mint([3; 8]),
                number: text("number"),
                hours: crate::record::Hours::OutOfHours,
            }],
            found_where: text("found"),
            checked_on: crate::record::Typed::new(text("checked")),
            checked_by: text("by-whom"),
            discloses: text("discloses"),
            notes: text("notes"),
            removed: true,
            ..Contact::new(crate::record::ContactKind::Police, crate::record::ItemId::mint([2; 8]))
        });
        let printed = printed(&statement);
        for typed in
            ["name", "organisation", "area", "number", "found", "checked", "by-whom", "notes"]
        {
            assert!(printed.contains(&text(typed)), "{typed} is lost:\n{printed}");
        }
        assert!(printed.contains("Out of hours: typed-number"), "{printed}");
        assert!(printed.contains("removes the contact from the list"), "{printed}");
        assert!(!printed.contains("third-party"), "nobody's confidence is in it:\n{printed}");
    }

    #[test]
    fn an_entry_written_days_later_says_so() {
        let mut statement = example::statement(Record::default());
        assert_eq!(late_entry(&statement), None);
        statement.written += chrono::TimeDelta::days(3);
        let printed = printed(&statement);
        assert!(printed.contains("Written later: 3 days after it was decided."), "{printed}");
        assert!(printed.contains("22 November 2026, 10:42 (3 days before it was signed)"));
    }

    #[test]
    fn when_it_was_decided_and_when_it_was_signed_is_said_once() {
        let times = |text: &str| (text.matches("10:42").count(), text.matches("12:00").count());
        let mut record = Record::default();
        record.decided.text = "22 November 2026, 10:42".to_owned();
        let mut statement = example::statement(record);
        let When::At(decided) = statement.decided else { panic!("at a time") };
        statement.written = decided;
        assert_eq!(times(&printed(&statement)), (1, 0), "{}", printed(&statement));
        assert!(printed(&statement).contains("Decided and signed: 22 November 2026, 10:42\n"));
        let noon = chrono::DateTime::parse_from_rfc3339("2026-11-22T12:00:00+00:00").unwrap();
        statement.written = noon;
        assert_eq!(times(&printed(&statement)), (1, 1), "{}", printed(&statement));
        if let Body::Decision(decision) = &mut statement.body {
            "22/11/26 10:42".clone_into(&mut decision.record.decided.text);
        }
        let printed_as_typed = printed(&statement);
        assert!(printed_as_typed.contains("22/11/26 10:42"), "what was typed is not left out");

        let mut news = crate::record::FollowedUp::default();
        news.when.text = "22 November 2026, 10:42".to_owned();
        statement.happened = news.when.when(&noon);
        statement.decided = When::At(noon);
        statement.body = Body::FollowUp(news);
        assert_eq!(times(&printed(&statement)), (1, 1), "{}", printed(&statement));
        statement.body = Body::Addendum(Addendum { text: "They rang back.".to_owned() });
        statement.happened = None;
        assert_eq!(times(&printed(&statement)), (0, 1), "{}", printed(&statement));
    }

    #[test]
    fn an_entry_just_after_midnight_is_not_late() {
        let mut statement = example::statement(Record::default());
        let decided = chrono::DateTime::parse_from_rfc3339("2026-11-22T23:50:00+00:00").unwrap();
        statement.decided = When::At(decided);
        statement.written = decided + chrono::TimeDelta::minutes(20);
        assert_eq!(late_entry(&statement), None);
    }

    #[test]
    fn duties_keep_their_verbs_and_name_their_paragraphs() {
        let printed = printed(&example::statement(Record::default()));
        assert!(
            printed.contains("- must: Tell the right people promptly. [PCYP ¶48(c); PCYP ¶2; PCYP ¶32; PCYP ¶39; PCYP ¶52 (until 2018: 0–18 ¶61)]"),
            "{printed}"
        );
        assert!(printed.contains("- our advice: Note the time."), "{printed}");
    }

    #[test]
    fn a_linked_decision_is_named_with_the_reason() {
        let mut statement = example::statement(Record::default());
        let other = crate::record::DecisionId::mint(2026, [9; 8]);
        if let Body::Decision(decision) = &mut statement.body {
            let why = crate::record::LinkWhy::OwnWorry;
            decision.linked = vec![crate::record::Link { decision: other.clone(), why }];
        }
        let words = format!("Begun from a request for information: {other}");
        assert!(printed(&statement).contains(&words));
    }

    #[test]
    fn addenda_stand_after_the_decision_in_order() {
        let decision = example::statement(Record::default());
        let addendum = |text: &str| Statement {
            body: Body::Addendum(Addendum { text: text.to_owned() }),
            ..decision.clone()
        };
        let (first, second) = (addendum("They rang back."), addendum("Case closed."));
        let digests = [1, 2, 3].map(|number| Digest::of(&[number]));
        let all = digests.iter().zip([&decision, &first, &second]);
        let all: Vec<Stated<'_>> =
            all.map(|(digest, statement)| Stated { digest, statement }).collect();
        let printed = decision_text(&all, &library(), &BTreeMap::new());
        let at = |text: &str| printed.find(text).unwrap();
        assert!(
            at("Outcome") < at("They rang back.") && at("They rang back.") < at("Case closed.")
        );
        assert!(printed.contains("3 statements"));
    }

    #[test]
    fn a_decision_that_was_corrected_says_so_at_its_top_with_what_stood_and_why() {
        let mut record = Record::default();
        "Bruised.".clone_into(&mut record.reasons);
        let decision = example::statement(record);
        let digest = Digest::of(b"decision");
        let correction = Statement {
            body: Body::Correction(Correction {
                of: digest.clone(),
                field: Field::once(Part::DecisionReasons),
                label: "Reasons: Reasons for the decision".to_owned(),
                from: "Bruised.".to_owned(),
                to: "Two bruises.".to_owned(),
                reason: "Left out.".to_owned(),
            }),
            follows: vec![digest.clone()],
            ..decision.clone()
        };
        let alone = [Stated { digest: &digest, statement: &decision }];
        assert!(!decision_text(&alone, &library(), &BTreeMap::new()).contains("Corrected since"));
        let later = Digest::of(b"correction");
        let both = [alone[0], Stated { digest: &later, statement: &correction }];
        let printed = decision_text(&both, &library(), &BTreeMap::new());
        let top = printed.split("Signed by").next().unwrap();
        for words in ["Corrected since it was signed", "Two bruises.", "“Bruised.”", "Left out."]
        {
            assert!(top.contains(words), "{words}:\n{printed}");
        }
        assert!(
            printed.split("Signed by").nth(1).unwrap().contains("Bruised."),
            "as it was signed"
        );
    }

    #[test]
    fn a_typed_text_cannot_pass_for_a_line_of_ours() {
        let mut statement = example::statement(Record::default());
        if let Body::Decision(decision) = &mut statement.body {
            "Reason.\nSigned by: Somebody Else\u{1b}[2J\u{202e}"
                .clone_into(&mut decision.record.reasons);
        }
        let printed = printed(&statement);
        assert_eq!(printed.lines().filter(|line| line.starts_with("Signed by:")).count(), 1);
        assert!(printed.contains("Somebody Else<U+001B>[2J<U+202E>"), "{printed}");
    }

    proptest! {
        #[test]
        fn whatever_was_typed_is_printed(
            items in 0..3_usize,
            texts in prop::collection::vec("[\\PC\\n]{0,24}", 1..80),
        ) {
            let mut typed = Vec::new();
            let mut source = texts.iter().cycle();
            let record = example::filled(items, &mut || {
                let text = source.next().cloned().unwrap_or_default();
                typed.push(text.clone());
                text
            });
            let printed = bare(&printed(&example::statement(record)));
            for text in typed {
                // A direction mark is printed as its number.
                prop_assert!(printed.contains(&bare(&visible(&text).replace("<U+000A>", ""))), "{text:?}");
            }
        }
    }
}
