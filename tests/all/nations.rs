//! The words of the nation that is chosen, on the screen, at the command line and in what is
//! signed; and today's paragraph beside every one that was removed.

use egui_kittest::kittest::NodeT as _;
use justified::app::events::{DecideEvent, Event};
use justified::guidance::{Cite, Library, Nation};
use justified::pathway::print::decide_text;
use justified::pathway::{Pathway, Walk, walks};
use justified::record::{Body, Decision, Place, Statement};

use crate::desk::{Desk, read};
use crate::job::WITHOUT_CONSENT;

/// Everything that a screen reader would find, with what it says of each choice.
fn all_words(desk: &Desk) -> String {
    let root = desk.window.root();
    let described =
        root.children_recursive().filter_map(|node| node.accesskit_node().description());
    described.fold(desk.text(), |text, words| text + "\n" + &words)
}

fn must_say(desk: &Desk, words: &str) {
    let text = all_words(desk);
    assert!(text.contains(words), "nothing says {words:?}:\n{text}");
}

/// Chooses the nation in Settings.
fn choose(desk: &mut Desk, nation: Nation) {
    desk.go("Settings");
    desk.choose(nation.label());
}

/// Goes along these answers without painting each question.
fn follow(desk: &mut Desk, trail: &[(&str, &str)]) {
    let ctx = desk.window.ctx.clone();
    let state = &mut desk.window.state_mut().state;
    state.handle(&ctx, Event::Command(justified::app::commands::Command::NewDecision));
    for (_, choice) in trail {
        state.handle(&ctx, Event::Decide(DecideEvent::Pick((*choice).to_owned())));
        state.handle(&ctx, Event::Decide(DecideEvent::Continue));
    }
    desk.window.run();
}

/// The shortest way to each question and each outcome.
fn ways(walks: &[Walk<'_>]) -> Vec<Vec<(String, String)>> {
    let owned = |trail: &[(&str, &str)]| -> Vec<(String, String)> {
        trail.iter().map(|(q, c)| ((*q).to_owned(), (*c).to_owned())).collect()
    };
    let mut ends = std::collections::BTreeMap::<String, Vec<(String, String)>>::new();
    let mut take = |end: &str, trail: &[(&str, &str)]| {
        let shortest = ends.entry(end.to_owned()).or_insert_with(|| owned(trail));
        if trail.len() < shortest.len() {
            *shortest = owned(trail);
        }
    };
    for walk in walks {
        for (at, (question, _)) in walk.trail.iter().enumerate() {
            take(question, &walk.trail[..at]);
        }
        take(&format!("outcome {}", walk.outcome.unwrap()), &walk.trail);
    }
    ends.into_values().collect()
}

fn must_have_no_brace(desk: &Desk, nation: Option<Nation>) {
    let text = all_words(desk);
    assert!(!text.contains(['{', '}']), "{nation:?}:\n{text}");
}

#[test]
fn no_question_and_no_outcome_shows_a_brace_in_any_nation_or_none() {
    let pathway = Pathway::embedded().unwrap();
    let walks = walks(&pathway);
    let ways = ways(&walks);
    assert!(ways.len() > 30);
    // The words themselves are looked at in every nation where they are filled in.
    for nation in [None, Some(Nation::Scotland)] {
        let mut desk = Desk::new();
        if let Some(nation) = nation {
            choose(&mut desk, nation);
        }
        for way in &ways {
            let way: Vec<_> = way.iter().map(|(q, c)| (q.as_str(), c.as_str())).collect();
            follow(&mut desk, &way);
            must_have_no_brace(&desk, nation);
        }
    }
}

#[test]
fn who_is_asking_is_told_by_the_names_of_today_and_they_change_at_once() {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&["Someone has asked me for information"]);
    for nation in Nation::ALL {
        // No nation yet: all four.
        must_say(&desk, &format!("({})", nation.label()));
    }
    for (nation, review, protection) in [
        (Nation::England, "a child safeguarding practice review or", "MAPPA; not MARAC"),
        (Nation::Wales, "a Single Unified Safeguarding Review or", "MAPPA; not MARAC"),
        (Nation::Scotland, "a learning review or", "MAPPA; not MARAC"),
        (Nation::NorthernIreland, "a case management review or", "PPANI; not MARAC"),
    ] {
        choose(&mut desk, nation);
        desk.go("Decide");
        must_say(&desk, &format!("After a death or serious harm: {review}"));
        must_say(&desk, protection);
    }
    assert!(!all_words(&desk).contains("serious harm: a learning review"));
    // It is so after another start.
    desk.wait(std::time::Duration::from_secs(2));
    let mut desk = desk.again(2);
    desk.press("Continue");
    must_say(&desk, "serious harm: a case management review or");
}

/// What was signed last.
fn signed(desk: &Desk) -> Decision {
    let statement: Statement = read(desk.statements().last().unwrap());
    match statement.body {
        Body::Decision(decision) => *decision,
        _ => panic!("no decision"),
    }
}

#[test]
fn what_is_signed_holds_the_words_of_the_day() {
    for (nation, words) in [
        (None, "a learning review (Scotland)"),
        (Some(Nation::Wales), "a Single Unified Safeguarding Review, for example."),
    ] {
        let mut desk = Desk::new();
        if let Some(nation) = nation {
            choose(&mut desk, nation);
        }
        let way = [("start", "request"), ("asker", "review"), ("delay", "no"), ("identity", "yes")];
        follow(&mut desk, &[&way[..], &[("purpose", "yes")]].concat());
        desk.go("Decide");
        desk.sign("Dr Test Example");
        let decision = signed(&desk);
        let duties: Vec<_> = decision.outcome.duties.iter().map(|duty| &duty.text).collect();
        assert!(duties.iter().any(|text| text.contains(words)), "{duties:?}");
        assert!(duties.iter().all(|text| !text.contains(['{', '}'])), "{duties:?}");
        // They stay, whichever nation is chosen later.
        choose(&mut desk, Nation::NorthernIreland);
        desk.go("Decisions");
        let row = desk.row_of("Cooperate");
        desk.press(&row);
        desk.unfold_all();
        desk.must_show(words);
        must_have_no_brace(&desk, nation);
    }
}

#[test]
fn a_statutory_duty_is_named_where_it_belongs() {
    let share = [("start", "concern"), ("level", "at-risk"), ("wait", "yes")];
    for nation in Nation::ALL {
        let mut desk = Desk::new();
        choose(&mut desk, nation);
        follow(&mut desk, &share);
        assert_eq!(desk.title(), "Share now. Do not wait for consent.");
        let england = nation == Nation::England;
        let share = desk.shows("By law – check: a duty to share information may apply");
        assert_eq!(share, england, "{nation:?}: {}", desk.text());
        assert!(!desk.shows("If a girl under 18 tells you"), "one line until it is said");
        desk.choose("FGM");
        let fgm = desk.shows("if a girl under 18 tells you of FGM");
        assert_eq!(fgm, england || nation == Nation::Wales, "{nation:?}");
        assert!(!desk.shows("In England"), "{nation:?}");
        assert_eq!(desk.shows("Check your local procedure"), !england, "{nation:?}");
        assert!(!desk.shows("statute"), "{nation:?}");
    }
}

#[test]
fn a_call_is_confirmed_in_writing_by_a_time_that_can_be_changed() {
    let mut desk = Desk::new();
    choose(&mut desk, Nation::England);
    desk.go("Home");
    desk.press("Begin a decision");
    desk.answer(&WITHOUT_CONSENT);
    desk.press("Write the record");
    desk.write("How", "by telephone");
    desk.must_show("RCGP: within 24 hours of the phone call");
    desk.open("Follow-up");
    desk.must_show("England: within one working day");
    // The disclosure is told now: of several fields called "When" it is the last but one.
    let field = desk.draft_of_screen().record.disclosures[0].id.clone();
    let ctx = desk.window.ctx.clone();
    let when = justified::record::Field::of(justified::record::Part::SharedWhen, &field);
    let event = Event::Record(justified::app::events::RecordEvent::TimeNow(when));
    desk.window.state_mut().state.handle(&ctx, event);
    desk.window.run();
    assert_eq!(desk.written("Confirm in writing by"), "23 November 2026, 10:42");
    assert_eq!(desk.written("Acknowledgement expected by"), "23 November 2026");
    desk.show_to_do();
    desk.must_show("due by Monday 23 November, 10:42 (RCGP: within 24 hours of the phone call in some areas: check locally)");
    // One’s own time stays, and has no source but oneself.
    let by = &mut desk.work_of_screen().record.follow_up.acknowledged_by;
    *by = justified::record::Typed::new("25/11/2026");
    desk.write("How", " line");
    assert_eq!(desk.written("Acknowledgement expected by"), "25/11/2026");
    desk.show_to_do();
    desk.must_show("due by Wednesday 25 November");
    desk.must_not_show("23 November (England: within one working day)");
}

#[test]
fn an_acknowledgement_has_no_time_where_none_is_known() {
    let mut desk = Desk::new();
    choose(&mut desk, Nation::Scotland);
    desk.go("Home");
    desk.press("Begin a decision");
    desk.answer(&WITHOUT_CONSENT);
    desk.press("Write the record");
    desk.open("Follow-up");
    desk.must_show("Check your local procedure.");
    desk.must_not_show("England: within one working day");
    assert_eq!(desk.written("Acknowledgement expected by"), "");
}

/// Every removed paragraph that has a counterpart.
fn removed(library: &Library) -> Vec<Cite> {
    let document = library.document("0-18").unwrap();
    let all = document.paragraphs.iter().map(|one| Cite::paragraph("0-18", one.number));
    all.filter(|cite| library.is_removed(cite) && !library.now(cite).is_empty()).collect()
}

/// Fails where a removed paragraph is in sight on this screen, or is quoted before what is in
/// force once it is unfolded. Gives how many were quoted.
fn must_come_last(desk: &mut Desk, library: &Library) -> usize {
    let quoted = |desk: &Desk, cite: &Cite| {
        desk.text().find(&format!("{}: read it in the guidance", library.label(cite)))
    };
    for cite in removed(library) {
        assert_eq!(quoted(desk, &cite), None, "{cite} is in sight:\n{}", desk.text());
        let link = format!("Link: Read {}", library.label(&cite));
        assert!(!desk.text().contains(&link), "{link}:\n{}", desk.text());
    }
    let Some(fold) = desk
        .text()
        .lines()
        .find_map(|line| line.find("Until 2018: ").map(|at| line[at..].to_owned()))
    else {
        return 0;
    };
    desk.press(&fold);
    let text = desk.text();
    let last = removed(library).iter().filter_map(|cite| quoted(desk, cite)).collect::<Vec<_>>();
    let first = last.iter().min().copied().unwrap_or_default();
    assert!(!last.is_empty(), "{fold}:\n{text}");
    assert!(!text[first..].contains("Our summary"), "{fold}:\n{text}");
    desk.press(&fold);
    last.len()
}

#[test]
fn what_is_in_force_comes_first_on_every_question_and_outcome_and_the_old_wording_is_folded() {
    let (pathway, library) = (Pathway::embedded().unwrap(), Library::embedded().unwrap());
    let mut desk = Desk::new();
    let mut found = 0;
    for way in ways(&walks(&pathway)) {
        let way: Vec<_> = way.iter().map(|(q, c)| (q.as_str(), c.as_str())).collect();
        follow(&mut desk, &way);
        found += must_come_last(&mut desk, &library);
    }
    assert!(found > 30, "{found}");
}

#[test]
fn what_is_in_force_comes_first_in_what_is_signed() {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&WITHOUT_CONSENT);
    desk.sign("Dr Test Example");
    desk.unfold_all();
    desk.must_show("PCYP ¶32 (until 2018: 0–18 ¶61)");
}

#[test]
fn what_is_in_force_comes_first_at_the_command_line() {
    let (pathway, library) = (Pathway::embedded().unwrap(), Library::embedded().unwrap());
    let mut found = 0;
    for walk in walks(&pathway) {
        let text = decide_text(&pathway, &library, &walk.answers());
        for cite in removed(&library) {
            let label = library.label(&cite);
            let now: Vec<_> = library.now(&cite).iter().map(|now| library.label(now)).collect();
            let lines: Vec<&str> = text.lines().collect();
            for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.contains(&label)) {
                found += 1;
                let old = line.find(" (until 2018: ");
                let paired = old.is_some_and(|old| line.find("PCYP ¶").is_some_and(|at| at < old));
                let heads = lines.get(at + 1) == Some(&&*format!("Now: {}.", now.join(", ")));
                assert!(paired || heads, "{line}\n{text}");
            }
        }
    }
    assert!(found > 1000, "{found}");
}

#[test]
fn a_removed_paragraph_names_its_counterpart_in_the_guidance() {
    let library = Library::embedded().unwrap();
    let mut desk = Desk::new();
    for cite in removed(&library) {
        let ctx = desk.window.ctx.clone();
        desk.window.state_mut().state.handle(&ctx, Event::Read(cite.clone()));
        desk.window.run();
        let now: Vec<_> = library.now(&cite).iter().map(|now| library.label(now)).collect();
        desk.must_show(&format!("What applies today: {}", now.join(", ")));
    }
}

impl Desk {
    fn draft_of_screen(&self) -> justified::record::DecisionDraft {
        self.window.state().state.current_draft().unwrap().work().unwrap().clone()
    }

    fn work_of_screen(&mut self) -> &mut justified::record::DecisionDraft {
        let work = self.window.state_mut().state.current_draft_mut().unwrap().work_mut().unwrap();
        assert!(!matches!(work.place, Place::Check));
        work
    }
}
