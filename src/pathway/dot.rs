//! The pathway as a graph in the language of Graphviz: `justified pathway --dot | dot -Tsvg`.
//!
//! Questions are boxes, outcomes octagons, outcomes that leave the case open hexagons; the
//! columns are those of the map. An edge names the choices that it stands for; one with a
//! condition is dashed and says it.

use super::Pathway;
use super::data::{Next, Question, Target};

/// Letters of a line in a box or beside an edge.
const LINE: usize = 24;

/// The pathway in Graphviz.
pub fn dot(pathway: &Pathway) -> String {
    let mut lines = vec![
        "digraph pathway {".to_owned(),
        "  rankdir=LR; nodesep=0.35; ranksep=0.9;".to_owned(),
        "  node [fontname=\"Inter, Helvetica, Arial, sans-serif\", fontsize=12, margin=\"0.15,0.1\"];".to_owned(),
        "  edge [fontname=\"Inter, Helvetica, Arial, sans-serif\", fontsize=10, arrowsize=0.7];".to_owned(),
    ];
    lines.extend(nodes(pathway));
    lines.extend(columns(pathway));
    lines.extend(pathway.questions().iter().flat_map(|question| {
        edges(pathway, question).into_iter().map(|edge| edge.line()).collect::<Vec<_>>()
    }));
    lines.push("}".to_owned());
    lines.push(String::new());
    lines.join("\n")
}

fn nodes(pathway: &Pathway) -> Vec<String> {
    let questions = pathway.questions().iter().map(|question| {
        format!("  {} [shape=box, label={}];", ask(&question.id), broken(&question.title))
    });
    let outcomes = pathway.outcomes().iter().map(|outcome| {
        let shape = if outcome.is_open() { "hexagon" } else { "octagon" };
        let label = broken(&outcome.headline);
        format!("  {} [shape={shape}, style=bold, label={label}];", end(&outcome.id))
    });
    questions.chain(outcomes).collect()
}

/// The nodes of each column of the map side by side, and the columns one after another.
fn columns(pathway: &Pathway) -> Vec<String> {
    let questions = pathway.questions().iter().map(|q| (q.at, ask(&q.id)));
    let outcomes = pathway.outcomes().iter().map(|o| (o.at, end(&o.id)));
    let mut places: Vec<((u8, u8), String)> = questions.chain(outcomes).collect();
    places.sort();
    let mut found: Vec<u8> = places.iter().map(|((column, _), _)| *column).collect();
    found.dedup();
    let mut lines: Vec<String> = found
        .iter()
        .map(|column| {
            let here = places.iter().filter(|((at, _), _)| at == column);
            let here: Vec<&str> = here.map(|(_, name)| name.as_str()).collect();
            let mark = format!("\"column/{column}\" [style=invis, shape=point, label=\"\"]");
            format!("  {{ rank=same; {mark}; {}; }}", here.join("; "))
        })
        .collect();
    let marks: Vec<String> = found.iter().map(|column| format!("\"column/{column}\"")).collect();
    if marks.len() > 1 {
        lines.push(format!("  {} [style=invis];", marks.join(" -> ")));
    }
    lines
}

/// The ways from a question to one place under one condition.
struct Edge<'p> {
    from: &'p str,
    to: &'p Target,
    /// "if …", "otherwise", or nothing.
    when: String,
    choices: Vec<&'p str>,
}

impl Edge<'_> {
    fn line(&self) -> String {
        let to = match self.to {
            Target::Ask(id) => ask(id),
            Target::End(id) => end(id),
        };
        let mut words = self.choices.join(" / ");
        let mut style = "";
        if !self.when.is_empty() {
            words = format!("{words}, {}", self.when);
            style = ", style=dashed";
        }
        format!("  {} -> {to} [label={}{style}];", ask(self.from), broken(&words))
    }
}

/// The edges from a question: choices that lead to the same place under the same condition
/// share one.
fn edges<'p>(pathway: &'p Pathway, question: &'p Question) -> Vec<Edge<'p>> {
    let mut edges: Vec<Edge<'p>> = Vec::new();
    for choice in &question.choices {
        for next in &choice.next {
            let (when, to) = match next {
                Next::If(name, to) => {
                    let condition = pathway.data().conditions.get(name);
                    (condition.map_or_else(String::new, |c| format!("if {}", c.words)), to)
                }
                Next::Else(to) if choice.next.len() > 1 => ("otherwise".to_owned(), to),
                Next::Else(to) => (String::new(), to),
            };
            match edges.iter_mut().find(|edge| edge.to == to && edge.when == when) {
                Some(edge) => edge.choices.push(&choice.label),
                None => {
                    edges.push(Edge { from: &question.id, to, when, choices: vec![&choice.label] });
                }
            }
        }
    }
    edges
}

fn ask(id: &str) -> String {
    quoted(&format!("question/{id}"))
}

fn end(id: &str) -> String {
    quoted(&format!("outcome/{id}"))
}

/// A string of Graphviz, in which a backslash begins an escape and a quotation mark ends it.
fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

/// A label, broken into lines.
fn broken(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= LINE => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    let lines: Vec<String> = lines.iter().map(|line| escaped(line)).collect();
    format!("\"{}\"", lines.join("\\n"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::pathway::example;

    /// The strings of a line, as Graphviz reads them; line breaks as spaces.
    fn strings(line: &str) -> Vec<String> {
        let (mut found, mut letters) = (Vec::new(), line.chars());
        while letters.by_ref().any(|letter| letter == '"') {
            let mut text = String::new();
            loop {
                match letters.next().expect("a string that was begun ends in its line") {
                    '"' => break,
                    '\\' => match letters.next().unwrap() {
                        'n' => text.push(' '),
                        other => text.push(other),
                    },
                    other => text.push(other),
                }
            }
            found.push(text);
        }
        found
    }

    fn with_every_way(pathway: &Pathway) {
        let graph = dot(pathway);
        let lines: Vec<Vec<String>> = graph.lines().map(strings).collect();
        let plain = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
        let has_node = |id: String, words: &str| {
            assert!(lines.contains(&vec![id.clone(), plain(words)]), "{id} in\n{graph}");
        };
        for question in pathway.questions() {
            has_node(format!("question/{}", question.id), &question.title);
        }
        for outcome in pathway.outcomes() {
            has_node(format!("outcome/{}", outcome.id), &outcome.headline);
        }
        let mut ways = BTreeSet::new();
        for question in pathway.questions() {
            for choice in &question.choices {
                for next in &choice.next {
                    let (when, to) = match next {
                        Next::If(name, to) => {
                            (format!(", if {}", pathway.data().conditions[name].words), to)
                        }
                        Next::Else(to) if choice.next.len() == 1 => (String::new(), to),
                        Next::Else(to) => (", otherwise".to_owned(), to),
                    };
                    let to = match to {
                        Target::Ask(id) => format!("question/{id}"),
                        Target::End(id) => format!("outcome/{id}"),
                    };
                    let from = format!("question/{}", question.id);
                    let found = lines.iter().any(|line| {
                        line.len() == 3
                            && (&line[0], &line[1]) == (&from, &to)
                            && line[2].strip_suffix(when.as_str()).is_some_and(|choices| {
                                choices.split(" / ").any(|words| words == plain(&choice.label))
                            })
                    });
                    assert!(found, "{from} -> {to}: {}{when} in\n{graph}", choice.label);
                    ways.insert((from, to, when));
                }
            }
        }
        let edges = graph.lines().filter(|line| line.contains(" -> ") && line.contains("label="));
        assert_eq!(edges.count(), ways.len(), "and no other way");
    }

    #[test]
    fn every_question_outcome_and_way_is_in_the_graph_and_no_other() {
        with_every_way(&Pathway::embedded().unwrap());
        with_every_way(&example::pathway());
    }

    #[test]
    fn choices_that_lead_to_the_same_place_share_an_edge() {
        let graph = dot(&Pathway::embedded().unwrap());
        let edge =
            "\"question/delay\" -> \"question/identity\" [label=\"Yes / No / I am not sure\"];";
        assert!(graph.contains(edge), "{graph}");
    }

    #[test]
    fn quotation_marks_and_backslashes_are_escaped() {
        let text = example::TEXT
            .replace("Would waiting raise the risk?", r#"Would \"waiting\" raise \\n the risk?"#)
            .replace("label: \"Known\"", r#"label: "\\ \"Known\" <|>""#)
            .replace("waiting raises the risk", r#"\"waiting\" \\"#);
        let pathway = Pathway::parse("example", &text).unwrap();
        assert!(pathway.question("wait").unwrap().title.contains("\"waiting\" raise \\n"));
        with_every_way(&pathway);
    }

    #[test]
    fn what_stands_in_one_column_of_the_map_stands_in_one_rank() {
        let graph = dot(&example::pathway());
        let rank = graph.lines().find(|line| line.contains("\"column/1\" [")).unwrap();
        assert!(rank.contains("\"question/wait\"; \"question/asker\"; }"), "{rank}");
        let order = "\"column/0\" -> \"column/1\" -> \"column/2\" -> \"column/3\" [style=invis];";
        assert!(graph.contains(order), "{graph}");
    }
}
