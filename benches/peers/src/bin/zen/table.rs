//! The pathway as a table for zen-engine. Choices that lead to the same, whatever follows, are
//! merged, which makes both forms shorter and zen-engine quicker.

use std::collections::BTreeMap;

use justified::pathway::{Pathway, walks};
use serde_json::{Value, json};

/// Every way through the pathway.
#[derive(Clone, PartialEq)]
pub enum Tree {
    /// The id of an outcome.
    Outcome(String),
    /// A question, and what follows from which of its choices.
    Question(String, Vec<(Vec<String>, Tree)>),
}

impl Tree {
    pub fn of(pathway: &Pathway) -> Self {
        let walks = walks(pathway);
        let walks: Vec<_> =
            walks.iter().map(|walk| (&walk.trail[..], walk.outcome.unwrap_or_default())).collect();
        Self::after(&walks)
    }

    /// The tree of walks that have gone the same way so far.
    fn after(walks: &[(&[(&str, &str)], &str)]) -> Self {
        let Some(((question, _), _)) = walks[0].0.split_first() else {
            return Self::Outcome(walks[0].1.to_owned());
        };
        let mut choices: Vec<&str> = Vec::new();
        let mut parted: BTreeMap<&str, Vec<_>> = BTreeMap::new();
        for (trail, outcome) in walks {
            let choice = trail[0].1;
            if !choices.contains(&choice) {
                choices.push(choice);
            }
            parted.entry(choice).or_default().push((&trail[1..], *outcome));
        }
        let mut ways: Vec<(Vec<String>, Self)> = Vec::new();
        for choice in choices {
            let next = Self::after(&parted[choice]);
            match ways.iter_mut().find(|(_, other)| *other == next) {
                Some((choices, _)) => choices.push(choice.to_owned()),
                None => ways.push((vec![choice.to_owned()], next)),
            }
        }
        Self::Question((*question).to_owned(), ways)
    }

    /// One decision table: a column for each question, a row for each way.
    pub fn table(&self, pathway: &Pathway) -> Value {
        let mut rules = Vec::new();
        self.rows(&mut Vec::new(), &mut rules);
        let inputs: Vec<Value> = pathway
            .questions()
            .iter()
            .map(|q| json!({"id": q.id, "name": q.id, "field": name(&q.id)}))
            .collect();
        graph(
            "decisionTableNode",
            &json!({
                "hitPolicy": "first",
                "inputs": inputs,
                "outputs": [{"id": "=", "name": "outcome", "field": "outcome"}],
                "rules": rules,
            }),
        )
    }

    fn rows(&self, cells: &mut Vec<(String, String)>, rules: &mut Vec<Value>) {
        match self {
            Self::Outcome(outcome) => {
                let mut rule: BTreeMap<String, String> = cells.iter().cloned().collect();
                rule.insert("=".to_owned(), text(outcome));
                rule.insert("_id".to_owned(), rules.len().to_string());
                rules.push(json!(rule));
            }
            Self::Question(question, ways) => {
                for (choices, next) in ways {
                    let cell: Vec<String> = choices.iter().map(|choice| text(choice)).collect();
                    cells.push((question.clone(), cell.join(", ")));
                    next.rows(cells, rules);
                    cells.pop();
                }
            }
        }
    }

    /// One expression: choice within choice, as the questions follow each other.
    pub fn expression(&self) -> Value {
        let expression = json!({"id": "1", "key": "outcome", "value": self.words()});
        graph("expressionNode", &json!({"expressions": [expression]}))
    }

    fn words(&self) -> String {
        match self {
            Self::Outcome(outcome) => text(outcome),
            Self::Question(question, ways) => {
                let field = name(question);
                let mut words = String::new();
                for (choices, next) in ways {
                    let is: Vec<String> = choices
                        .iter()
                        .map(|choice| format!("{field} == {}", text(choice)))
                        .collect();
                    words += &format!("({}) ? ({}) : ", is.join(" or "), next.words());
                }
                words + "null"
            }
        }
    }
}

/// A graph of one node between input and output.
fn graph(kind: &str, content: &Value) -> Value {
    json!({
        "nodes": [
            {"id": "in", "name": "in", "type": "inputNode", "content": {}},
            {"id": "it", "name": "it", "type": kind, "content": content},
        ],
        "edges": [
            {"id": "a", "sourceId": "in", "targetId": "it"},
        ],
    })
}

/// The name of a question in an expression, where a hyphen would be a minus.
pub fn name(question: &str) -> String {
    question.replace('-', "_")
}

fn text(id: &str) -> String {
    format!("'{id}'")
}
