//! The guide as it stands in its files, in pieces that can be shown.

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

/// A piece of a page, one below the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// The title of the page.
    Title(String),
    /// A heading.
    Heading(String),
    /// A paragraph.
    Paragraph(Vec<Span>),
    /// A line of a list: its number or its dot, how deep it is, its words.
    Item(String, usize, Vec<Span>),
    /// What is typed at a terminal, a line each.
    Code(String),
}

/// Words in one weight.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The words.
    pub text: String,
    /// Whether they are heavier: what is pressed, and what must not be missed.
    pub strong: bool,
}

/// A text in pieces. What this form has and the guide does not use (pictures, tables) leaves its
/// words as a paragraph.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut reading = Reading::default();
    for event in Parser::new(text) {
        reading.take(event);
    }
    reading.blocks
}

/// What is being read.
#[derive(Default)]
struct Reading {
    blocks: Vec<Block>,
    spans: Vec<Span>,
    strong: usize,
    /// The lists that are open, the outermost first: the next number, or none.
    lists: Vec<Option<u64>>,
    /// The mark of the line that is read.
    mark: Option<String>,
    code: bool,
}

impl Reading {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::Strong | Tag::Emphasis) => self.strong += 1,
            Event::End(TagEnd::Strong | TagEnd::Emphasis) => {
                self.strong = self.strong.saturating_sub(1);
            }
            Event::Start(Tag::List(first)) => {
                self.ends();
                self.lists.push(first);
            }
            Event::End(TagEnd::List(_)) => drop(self.lists.pop()),
            Event::Start(Tag::Item) => self.mark = Some(self.next_mark()),
            Event::Start(Tag::CodeBlock(_)) => self.code = true,
            Event::End(TagEnd::CodeBlock) => {
                let text = std::mem::take(&mut self.spans).into_iter().map(|span| span.text);
                let text: String = text.collect();
                self.blocks.push(Block::Code(text.trim_end().to_owned()));
                self.code = false;
            }
            Event::End(TagEnd::Heading(level)) => {
                let words = std::mem::take(&mut self.spans).into_iter().map(|span| span.text);
                let words: String = words.collect();
                let is_title = level == HeadingLevel::H1;
                self.blocks.push(if is_title {
                    Block::Title(words)
                } else {
                    Block::Heading(words)
                });
            }
            Event::End(TagEnd::Paragraph | TagEnd::Item) => self.ends(),
            Event::Text(text) | Event::Code(text) => self.say(&text),
            Event::SoftBreak | Event::HardBreak => self.say(" "),
            _ => {}
        }
    }

    fn next_mark(&mut self) -> String {
        match self.lists.last_mut() {
            Some(Some(number)) => {
                let mark = format!("{number}.");
                *number += 1;
                mark
            }
            _ => "•".to_owned(),
        }
    }

    fn say(&mut self, text: &str) {
        let strong = self.strong > 0 && !self.code;
        match self.spans.last_mut().filter(|span| span.strong == strong) {
            Some(span) => span.text.push_str(text),
            None => self.spans.push(Span { text: text.to_owned(), strong }),
        }
    }

    /// A paragraph or a line of a list is whole.
    fn ends(&mut self) {
        let spans = std::mem::take(&mut self.spans);
        if spans.is_empty() {
            return;
        }
        let deep = self.lists.len().saturating_sub(1);
        self.blocks.push(match self.mark.take() {
            Some(mark) => Block::Item(mark, deep, spans),
            // What follows in the same line of a list stands under it.
            None if !self.lists.is_empty() => Block::Item(String::new(), deep, spans),
            None => Block::Paragraph(spans),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(text: &str, strong: bool) -> Span {
        Span { text: text.to_owned(), strong }
    }

    #[test]
    fn headings_paragraphs_lists_and_what_is_typed_are_told_apart() {
        let text = "# Title\n\nPress *Begin*\nnow.\n\n## Then\n\n1. One\n2. Two\n   - below\n\n```\nmake run\n```\n";
        assert_eq!(
            blocks(text),
            [
                Block::Title("Title".to_owned()),
                Block::Paragraph(vec![
                    span("Press ", false),
                    span("Begin", true),
                    span(" now.", false)
                ]),
                Block::Heading("Then".to_owned()),
                Block::Item("1.".to_owned(), 0, vec![span("One", false)]),
                Block::Item("2.".to_owned(), 0, vec![span("Two", false)]),
                Block::Item("•".to_owned(), 1, vec![span("below", false)]),
                Block::Code("make run".to_owned()),
            ]
        );
    }

    /// Of each page: every word that stands in its file is shown.
    #[test]
    fn no_word_of_the_guide_is_left_out() {
        for (page, name) in super::super::HelpPage::ALL {
            let Some(text) = page.text() else { continue };
            let shown: String = blocks(text)
                .into_iter()
                .flat_map(|block| match block {
                    Block::Title(words) | Block::Heading(words) | Block::Code(words) => vec![words],
                    Block::Paragraph(spans) => spans.into_iter().map(|span| span.text).collect(),
                    Block::Item(_, _, spans) => spans.into_iter().map(|span| span.text).collect(),
                })
                .collect();
            let letters = |text: &str| -> String {
                text.chars().filter(|letter| letter.is_alphabetic()).collect()
            };
            let links = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
            let hidden: usize = links.map(|link| letters(link).len()).sum();
            assert_eq!(letters(&shown).len() + hidden, letters(text).len(), "{name}");
        }
    }
}
