//! The picture holds whatever the words measure, and says the same as the walk.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::pathway::{Answers, replay, walks};

/// Lays it out with as many lines for each text as a face of this breadth would need.
fn laid(plan: &Plan, letters: usize) -> Map {
    plan.lay_out(&mut |text, _, _| {
        vec!["words".to_owned(); text.chars().count().div_ceil(letters).max(1)]
    })
}

fn embedded() -> (Pathway, Plan) {
    let pathway = Pathway::embedded().unwrap();
    let plan = Plan::of(&pathway);
    (pathway, plan)
}

fn overlap(a: &Rect, b: &Rect) -> bool {
    a.min.x < b.max.x && b.min.x < a.max.x && a.min.y < b.max.y && b.min.y < a.max.y
}

/// The stretches of a line, each as the rectangle it covers.
fn stretches(line: &Line) -> impl Iterator<Item = Rect> {
    line.points.windows(2).map(|ends| Rect {
        min: Point { x: ends[0].x.min(ends[1].x), y: ends[0].y.min(ends[1].y) },
        max: Point { x: ends[0].x.max(ends[1].x), y: ends[0].y.max(ends[1].y) },
    })
}

/// What must hold of every picture.
fn must_be_sound(map: &Map) {
    for (at, one) in map.boxes.iter().enumerate() {
        for other in &map.boxes[at + 1..] {
            assert!(!overlap(&one.rect, &other.rect), "{:?} on {:?}", one.id, other.id);
        }
        let texts = one.choices.iter().map(|choice| &choice.label);
        let mut below = one.rect.min.y + PAD + LINE;
        for text in std::iter::once(&one.title).chain(texts) {
            assert!(
                one.rect.min.y + text.top > below - 0.01,
                "two texts of {:?} on each other",
                one.id
            );
            below = one.rect.min.y + text.top + text.height();
        }
        assert!(below < one.rect.max.y, "the words of {:?} run out of it", one.id);
        assert!(one.rect.min.x >= 0.0 && one.rect.max.x <= map.size.0);
        assert!(one.rect.min.y >= 0.0 && one.rect.max.y <= map.size.1);
    }
    for line in &map.lines {
        for stretch in stretches(line) {
            assert!(
                stretch.min.x >= stretch.max.x - 1e-4 || stretch.min.y >= stretch.max.y - 1e-4,
                "{:?} runs aslant",
                line.way
            );
            let through = map.boxes.iter().find(|one| overlap(&one.rect, &stretch));
            assert!(through.is_none(), "{:?} runs through {:?}", line.way, through.map(|b| &b.id));
        }
        let (from, to) = (map.find(&line.way.from).unwrap(), map.find(&line.way.to).unwrap());
        let (first, last) = (line.points[0], *line.points.last().unwrap());
        assert!((first.x - from.rect.max.x).abs() < 1e-3);
        assert!((last.x - to.rect.min.x).abs() < 1e-3);
        assert!((from.rect.min.y..from.rect.max.y).contains(&first.y));
        assert!((to.rect.min.y..to.rect.max.y).contains(&last.y));
    }
}

/// That lines to different boxes never lie on each other, save where they leave one choice.
fn must_be_told_apart(map: &Map) {
    for (at, one) in map.lines.iter().enumerate() {
        for other in &map.lines[at + 1..] {
            let same_choice = one.way.from == other.way.from && one.way.choice == other.way.choice;
            if one.way.to == other.way.to || same_choice {
                continue;
            }
            for a in stretches(one) {
                for b in stretches(other) {
                    let wide = a.max.x.min(b.max.x) - a.min.x.max(b.min.x);
                    let high = a.max.y.min(b.max.y) - a.min.y.max(b.min.y);
                    let on = (wide > 1e-3 && high > -1e-3) || (high > 1e-3 && wide > -1e-3);
                    assert!(!on, "{:?} lies on {:?}", one.way, other.way);
                }
            }
        }
    }
}

#[test]
fn every_question_choice_and_outcome_is_in_the_picture_and_every_choice_leads_on() {
    let (pathway, plan) = embedded();
    let map = laid(&plan, 24);
    assert_eq!(map.boxes.len(), pathway.questions().len() + pathway.outcomes().len());
    for question in pathway.questions() {
        let there = map.find(&BoxId::question(&question.id)).unwrap();
        for choice in &question.choices {
            assert!(there.choices.iter().any(|one| one.id == choice.id));
            assert!(
                map.lines.iter().any(|l| l.way.from == there.id && l.way.choice == choice.id),
                "{}: {} leads nowhere",
                question.id,
                choice.id
            );
        }
    }
    for outcome in pathway.outcomes() {
        let id = BoxId::outcome(&outcome.id);
        assert!(map.find(&id).is_some() && map.lines.iter().any(|line| line.way.to == id));
    }
}

#[test]
fn the_lines_are_the_ways_that_walks_take_and_no_others() {
    let (pathway, plan) = embedded();
    let mut taken = BTreeSet::new();
    for walk in walks(&pathway) {
        let next = walk.trail.iter().skip(1).map(|(question, _)| BoxId::question(question));
        let ends = next.chain(walk.outcome.map(BoxId::outcome));
        for ((question, choice), to) in walk.trail.iter().zip(ends) {
            let (from, choice) = (BoxId::question(question), (*choice).to_owned());
            taken.insert(Way { from, choice, to });
        }
    }
    assert_eq!(plan.ways.iter().cloned().collect::<BTreeSet<_>>(), taken);
    assert_eq!(laid(&plan, 24).lines.len(), taken.len());
}

#[test]
fn every_line_goes_forward() {
    let (_, plan) = embedded();
    for line in laid(&plan, 24).lines {
        for ends in line.points.windows(2) {
            assert!(ends[0].x <= ends[1].x, "{:?} goes back", line.way);
        }
    }
}

#[test]
fn where_two_claim_one_place_the_later_stands_below() {
    let (_, mut plan) = embedded();
    for node in &mut plan.nodes {
        node.at = (2, 3);
    }
    must_be_sound(&laid(&plan, 24));
}

/// Any plan: places and ways as they come, backward and in circles too.
fn any_plan() -> impl Strategy<Value = Plan> {
    let nodes = prop::collection::vec(((0_u8..6, 0_u8..5), 0_usize..5), 1..14);
    nodes.prop_flat_map(|nodes| {
        let count = nodes.len();
        let ways = prop::collection::vec((0..count, 0_usize..5, 0..count), 0..30);
        ways.prop_map(move |ways| {
            let id = |at: usize| BoxId::question(&at.to_string());
            let nodes: Vec<Node> = (nodes.iter().enumerate())
                .map(|(index, (at, choices))| Node {
                    id: id(index),
                    at: *at,
                    title: "x".repeat(index * 7),
                    choices: (0..*choices).map(|c| (c.to_string(), "y".repeat(c * 9))).collect(),
                })
                .collect();
            let ways =
                ways.into_iter().filter(|(from, choice, _)| *choice < nodes[*from].choices.len());
            let ways: BTreeSet<Way> = ways
                .map(|(from, choice, to)| Way {
                    from: id(from),
                    choice: choice.to_string(),
                    to: id(to),
                })
                .collect();
            Plan { ways: ways.into_iter().collect(), nodes }
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_the_words_measure_no_box_lies_on_another_and_no_line_runs_through_one(
        letters in 1_usize..60,
    ) {
        let (_, plan) = embedded();
        let map = laid(&plan, letters);
        must_be_sound(&map);
        must_be_told_apart(&map);
    }

    #[test]
    fn any_plan_is_laid_out_without_overlap(plan in any_plan(), letters in 1_usize..30) {
        must_be_sound(&laid(&plan, letters));
    }
}

/// Every beginning of every walk, none answered first.
fn beginnings(pathway: &Pathway) -> BTreeSet<Vec<(String, String)>> {
    let mut all = BTreeSet::new();
    for walk in walks(pathway) {
        for length in 0..=walk.trail.len() {
            let trail = walk.trail[..length].iter();
            all.insert(trail.map(|(q, c)| ((*q).to_owned(), (*c).to_owned())).collect());
        }
    }
    all
}

#[test]
fn of_any_walk_it_is_marked_what_was_answered_where_one_is_and_what_can_still_come() {
    let (pathway, plan) = embedded();
    let walks = walks(&pathway);
    for trail in beginnings(&pathway) {
        let answers = Answers(trail.iter().cloned().collect());
        let replay = replay(&pathway, &answers);
        let marks = Marks::of(&pathway, &answers).at(None);
        let stands = |id: BoxId| marks.mark(&id).stand;
        let here = match (&replay.next, &replay.outcome) {
            (Some(next), None) => (BoxId::question(next), Stand::Asked),
            (None, Some(outcome)) => (BoxId::outcome(outcome), Stand::Reached),
            other => panic!("{other:?}"),
        };
        assert_eq!((marks.here().cloned(), stands(here.0.clone())), (Some(here.0.clone()), here.1));
        let going_on = |walk: &&crate::pathway::check::Walk<'_>| {
            let begins = walk.trail.iter().zip(&trail).all(|(a, b)| (a.0, a.1) == (&b.0, &b.1));
            walk.trail.len() > trail.len() && begins
        };
        let mut ahead = BTreeSet::new();
        for walk in walks.iter().filter(going_on) {
            let questions = walk.trail[trail.len()..].iter();
            ahead.extend(questions.map(|(question, _)| BoxId::question(question)));
            ahead.extend(walk.outcome.map(BoxId::outcome));
        }
        for node in &plan.nodes {
            let answer = trail.iter().find(|(question, _)| node.id == BoxId::question(question));
            let expected = match answer {
                Some((_, choice)) => Stand::Answered(choice.clone()),
                None if node.id == here.0 => continue,
                None if ahead.contains(&node.id) => Stand::Ahead,
                None => Stand::Elsewhere,
            };
            assert_eq!(stands(node.id.clone()), expected, "{:?} after {trail:?}", node.id);
        }
        let taken: Vec<_> = plan.ways.iter().filter(|way| marks.taken(way) == Taken::Yes).collect();
        assert_eq!(taken.len(), trail.len(), "each answer took one line");
        for (question, choice) in &trail {
            let took = |way: &&&Way| way.from.id == *question && way.choice == *choice;
            assert!(taken.iter().any(|way| took(&way)));
        }
    }
}

#[test]
fn the_sentences_leave_nothing_of_the_picture_out() {
    let (pathway, plan) = embedded();
    for trail in beginnings(&pathway) {
        let answers = Answers(trail.iter().cloned().collect());
        let said = Marks::of(&pathway, &answers).at(None).said(&plan);
        let part = |heading: &str| {
            let found = said.iter().find(|said| said.heading == heading);
            found.map_or(&[][..], |said| said.sentences.as_slice())
        };
        let answered = part("What was answered");
        assert_eq!(answered.len(), trail.len());
        for ((question, choice), sentence) in trail.iter().zip(answered) {
            let question = pathway.question(question).unwrap();
            let label = &question.choices.iter().find(|one| one.id == *choice).unwrap().label;
            assert!(sentence.contains(&question.title) && sentence.contains(label));
        }
        assert_eq!(part("Where you are").len(), 1);
        let all: Vec<&String> = said.iter().flat_map(|said| &said.sentences).collect();
        for node in &plan.nodes {
            let title = node.title.trim_end_matches('.');
            assert!(all.iter().any(|sentence| sentence.contains(title)), "{title} {trail:?}");
        }
    }
}

#[test]
fn an_open_question_says_where_each_of_its_answers_leads() {
    let (pathway, plan) = embedded();
    let answers = [("start", "concern"), ("level", "at-risk")];
    let answers = Answers(answers.map(|(q, c)| (q.to_owned(), c.to_owned())).into());
    let marks = Marks::of(&pathway, &answers).at(None);
    let said = marks.said(&plan);
    let ahead = said.iter().find(|said| said.heading.starts_with("Questions ahead")).unwrap();
    let wait = &pathway.question("wait").unwrap().title;
    let sentence = ahead.sentences.iter().find(|sentence| sentence.starts_with(wait)).unwrap();
    let headline = &pathway.outcome("share-now").unwrap().headline;
    assert!(sentence.lines().any(|line| line == format!("– Yes: {headline}")), "{sentence}");
    let leads = marks.leads(&plan);
    assert_eq!(format!("{wait}\n{}", leads[&BoxId::question("wait")]), *sentence);
    assert!(!leads.contains_key(&BoxId::question("level")), "what is answered leads one way");
}

#[test]
fn who_looks_at_an_earlier_answer_is_there_and_the_walk_stands_where_it_stood() {
    let (pathway, plan) = embedded();
    let answers = [("start", "concern"), ("level", "at-risk"), ("wait", "yes")];
    let answers = Answers(answers.map(|(q, c)| (q.to_owned(), c.to_owned())).into());
    let marks = Marks::of(&pathway, &answers).at(Some("level"));
    assert_eq!(marks.here(), Some(&BoxId::question("level")));
    assert_eq!(marks.mark(&BoxId::outcome("share-now")).stand, Stand::Reached);
    let leads = marks.said(&plan).into_iter().find(|said| said.heading == "Where the answers lead");
    assert!(leads.unwrap().sentences[0].contains("Share now"));
    // A question that is not on the way is nobody's place.
    let marks = Marks::of(&pathway, &answers).at(Some("asker"));
    assert_eq!(marks.here(), Some(&BoxId::outcome("share-now")));
}

#[test]
fn an_outcome_decided_instead_is_marked_beside_the_one_the_answers_came_to() {
    let (pathway, plan) = embedded();
    let answers = [("start", "concern"), ("level", "none")];
    let answers = Answers(answers.map(|(q, c)| (q.to_owned(), c.to_owned())).into());
    let marks = Marks::of(&pathway, &answers).decided(Some("take-advice"));
    assert!(marks.mark(&BoxId::outcome("take-advice")).decided);
    let said = marks.said(&plan);
    let decided = said.iter().find(|said| said.heading == "What was decided instead").unwrap();
    assert!(decided.sentences[0].starts_with("Take advice"));
    // The outcome that was suggested anyway is no other decision.
    let same = Marks::of(&pathway, &answers).decided(Some("no-concern"));
    assert!(!same.mark(&BoxId::outcome("no-concern")).decided);
}

#[test]
fn a_trail_without_its_pathway_is_a_row_of_what_was_asked_and_answered() {
    let words = |text: &str| text.to_owned();
    let trail = [(words("Is it raining?"), words("Yes")), (words("Is it cold?"), words("No"))];
    let plan = Plan::of_trail(&trail, "Take a coat");
    let marks = Marks::of_trail(&plan);
    let map = laid(&plan, 24);
    must_be_sound(&map);
    assert!(map.boxes.windows(2).all(|two| two[0].rect.max.x < two[1].rect.min.x));
    assert!(map.lines.iter().all(|line| marks.taken(&line.way) == Taken::Yes));
    assert_eq!(marks.mark(&BoxId::outcome("outcome")).stand, Stand::Reached);
    let said: Vec<String> = marks.said(&plan).into_iter().flat_map(|said| said.sentences).collect();
    assert_eq!(
        said,
        [
            "1. Is it raining? Answered: Yes.",
            "2. Is it cold? Answered: No.",
            "To the outcome: Take a coat."
        ]
    );
}

/// What must hold of what is near, for one beginning of a walk.
fn must_be_near(pathway: &Pathway, plan: &Plan, answers: &Answers) {
    let marks = Marks::of(pathway, answers).at(None);
    let near = plan.near(&marks);
    let map = laid(&near, 20);
    must_be_sound(&map);
    must_be_told_apart(&map);
    for id in marks.walked() {
        assert!(map.find(id).is_some(), "{id:?} is on the way");
    }
    // Every answer to the question that is asked leads on in the picture.
    if let Some(asked) = replay(pathway, answers).next {
        let question = pathway.question(&asked).unwrap();
        for choice in &question.choices {
            let leads = near
                .ways
                .iter()
                .filter(|way| way.from == BoxId::question(&asked) && way.choice == choice.id);
            assert!(leads.count() > 0, "{asked}: {} leads nowhere", choice.id);
        }
    }
}

#[test]
fn what_is_near_holds_the_way_so_far_and_where_each_answer_leads() {
    let (pathway, plan) = embedded();
    must_be_near(&pathway, &plan, &Answers::default());
    // Every beginning of every walk, once.
    let mut seen = BTreeSet::new();
    for walk in walks(&pathway) {
        for length in 1..=walk.trail.len() {
            let trail = &walk.trail[..length];
            if seen.insert(trail.to_vec()) {
                let pairs = trail.iter().map(|(q, c)| ((*q).to_owned(), (*c).to_owned()));
                must_be_near(&pathway, &plan, &Answers(pairs.collect()));
            }
        }
    }
}

#[test]
fn an_outcome_that_was_decided_instead_stands_beside_the_one_reached() {
    let (pathway, plan) = embedded();
    let walk = walks(&pathway).into_iter().find(|walk| walk.ends(&["no-concern"])).unwrap();
    let marks = Marks::of(&pathway, &walk.answers()).decided(Some("share-limited"));
    let near = plan.near(&marks);
    assert!(near.nodes.iter().any(|node| node.id == BoxId::outcome("share-limited")));
    must_be_sound(&laid(&near, 20));
}
