//! Nothing of one register is left when another is open: whatever was done in the first.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::time::Duration;

use justified::app::commands::Command;
use justified::app::events::{
    ChronologyOf, ClinicalTextEvent, ContactsEvent, DecideEvent, DecisionsEvent, DraftEvent, Event,
    PeopleEvent, RecordEvent, Screen, SettingsEvent,
};
use justified::record::{AdditionKind, ContactKind, DecisionId, Field, Part, RegisterId};
use justified::register::{Choice, RealDisk, Register, RegisterInfo};
use proptest::collection::vec;
use proptest::test_runner::{Config, TestRunner};

use crate::desk::Desk;
use crate::signing::{at_the_signature, signed};

/// In the first register alone.
const CHILD: &str = "Quillon Zaffre";
const DRAFTED: &str = "Ottoline Zaffre";
const RANG: &str = "Zaffre House";

fn handle(desk: &mut Desk, event: Event) {
    desk.window.state_mut().state.handle(&egui::Context::default(), event);
    desk.window.step();
}

fn open(desk: &mut Desk, folder: &Path) {
    handle(desk, Event::Settings(SettingsEvent::UseFolder(folder.display().to_string())));
    desk.window.run();
    let state = desk.state();
    let root = state.session.register().map(|register| register.root.clone());
    assert_eq!(root.as_deref(), Some(folder), "{:?}", state.window.notices);
}

/// The decisions and the drafts of the register that is open.
fn there(desk: &Desk) -> (Vec<DecisionId>, Vec<PathBuf>) {
    let session = &desk.state().session;
    let decisions = session.contents().decisions.iter().map(|file| file.id.clone());
    let drafts = session.lists().drafts.iter().map(|line| line.path.clone());
    (decisions.collect(), drafts.collect())
}

/// One of the things that can be done there.
fn act(desk: &mut Desk, which: usize, id: &DecisionId, draft: &Path) {
    let words = |desk: &mut Desk, words: &str| {
        words.clone_into(&mut desk.window.state_mut().state.screens.list.filter.words);
    };
    let decisions = |event| Event::Decisions(event);
    let event = match which {
        0 => Event::Go(Screen::Guidance),
        1 => Event::Go(Screen::Settings),
        2 => Event::Command(Command::Contacts),
        3 => decisions(DecisionsEvent::Open(id.clone())),
        4 => Event::People(PeopleEvent::Chronology(ChronologyOf::Signed(id.clone()))),
        5 => Event::Command(Command::Path),
        6 => Event::ClinicalText(ClinicalTextEvent::Open(None)),
        7 => decisions(DecisionsEvent::BeginNote(id.clone())),
        8 => {
            words(desk, "zaffre");
            handle(desk, Event::Go(Screen::Decisions));
            decisions(DecisionsEvent::Filtered)
        }
        9 => Event::Command(Command::ActNow),
        10 => Event::Decide(DecideEvent::Rang(ContactKind::ChildrensServices, RANG.to_owned())),
        11 => Event::Draft(DraftEvent::Open(draft.to_owned())),
        12 => Event::Draft(DraftEvent::AskAway(draft.to_owned())),
        13 => decisions(DecisionsEvent::Reopen(id.clone())),
        14 => decisions(DecisionsEvent::Correct(id.clone(), Field::once(Part::DecisionReasons))),
        15 => Event::Record(RecordEvent::Jump(Field::once(Part::Happened))),
        16 => Event::Contacts(ContactsEvent::Add(ContactKind::ChildrensServices)),
        17 => Event::Command(Command::Decide),
        18 => decisions(DecisionsEvent::BeginAddition(id.clone(), AdditionKind::FollowUp)),
        _ => Event::Command(Command::Home),
    };
    handle(desk, event);
}

/// How many of them there are.
const ACTS: usize = 20;

#[test]
fn whatever_was_done_in_one_register_nothing_of_it_is_left_in_another() {
    let mut desk = signed(CHILD);
    at_the_signature(&mut desk, DRAFTED);
    desk.go("Home");
    desk.wait(Duration::from_secs(3));
    let (own, other) = (desk.register(), desk.home.path().join("other"));
    let info = RegisterInfo::new(RegisterId::mint([8; 8]), "Other practice");
    Register::create(&RealDisk, &other, info, Choice::Chosen).unwrap();
    let (ids, drafts) = there(&desk);
    let (id, draft) = (ids[0].clone(), drafts[0].clone());
    let tokens = ["zaffre", "quillon", "ottoline", id.as_str()].map(str::to_lowercase);

    let desk = RefCell::new(desk);
    let config = Config { cases: 12, failure_persistence: None, ..Config::default() };
    let done = TestRunner::new(config).run(&vec(0..ACTS, 1..6), |acts| {
        let desk = &mut *desk.borrow_mut();
        open(desk, &own);
        for act_of in &acts {
            act(desk, *act_of, &id, &draft);
        }
        // What was begun is saved where it belongs before another one opens.
        desk.wait(Duration::from_secs(30));
        open(desk, &other);
        let state = desk.state();
        let known = [
            format!("{:?}", state.session),
            format!("{:?}", state.window),
            format!("{:?}", state.screens),
            format!("{:?}", state.drafts),
            desk.text(),
        ];
        for (at, text) in known.iter().enumerate() {
            let text = text.to_lowercase();
            for token in &tokens {
                assert!(!text.contains(token), "{acts:?} leaves {token} in {at}: {text}");
            }
        }
        Ok(())
    });
    done.unwrap();
}

#[test]
fn a_draft_in_memory_is_printed_by_its_ids_alone() {
    let mut desk = Desk::new();
    at_the_signature(&mut desk, CHILD);
    let printed = format!("{:?}", desk.state().drafts);
    let draft = &desk.state().current_draft().unwrap().draft;
    assert!(printed.contains(draft.nonce.as_str()) && printed.contains(draft.register.as_str()));
    assert!(!printed.to_lowercase().contains("zaffre"), "{printed}");
}
