//! Lines of plain text, broken before they grow too wide. A no-break space keeps two words
//! together and is printed as a space.

/// Columns of a line: 96 of 9 points fill an A4 page between margins of 13 mm.
pub(super) const WIDTH: usize = 96;

/// What continues a line stands this much further in than its beginning.
const HANGING: usize = 2;

/// The lines of a sheet.
#[derive(Clone, Default)]
pub(super) struct Rows {
    lines: Vec<String>,
}

impl Rows {
    /// A line as it is.
    pub fn line(&mut self, text: &str) {
        self.lines.push(text.to_owned());
    }

    pub fn blank(&mut self) {
        self.lines.push(String::new());
    }

    /// The title of a part of the sheet, underlined.
    pub fn part(&mut self, title: &str) {
        self.blank();
        self.blank();
        self.line(title);
        self.line(&"=".repeat(WIDTH));
    }

    /// The beginning of a question or an outcome: its number or letter in the margin.
    pub fn entry(&mut self, number: &str, title: &str) {
        self.blank();
        self.row(&format!("{number:>2}  "), 4 + HANGING, title);
    }

    /// A paragraph.
    pub fn plain(&mut self, indent: usize, text: &str) {
        self.row(&" ".repeat(indent), indent, text);
    }

    /// A paragraph that hangs from its mark.
    pub fn marked(&mut self, indent: usize, mark: &str, text: &str) {
        let first = format!("{}{mark}", " ".repeat(indent));
        let hanging = first.chars().count();
        self.row(&first, hanging, text);
    }

    /// A choice: as a paragraph that hangs from its box, further in than what stands under it.
    pub fn choice(&mut self, label: &str) {
        self.row("    ( ) ", 8 + HANGING, label);
    }

    /// Words and where they lead, as [`Self::leads`] has it.
    pub fn way(&mut self, indent: usize, text: &str, to: &str) {
        let hanging = indent + 2 * HANGING;
        self.row(&" ".repeat(indent), hanging, text);
        self.leads(hanging, to);
    }

    /// Where the last line leads, which stands at the right edge with dots before it: as in a
    /// table of contents. It goes on a line of its own, `hanging`
    /// columns in, where it finds no room.
    pub fn leads(&mut self, hanging: usize, to: &str) {
        let to_width = to.chars().count();
        let last = self.lines.last().map_or(0, |line| line.chars().count());
        // Three dots at least, and a space on either side.
        if last + to_width + 5 <= WIDTH {
            let dots = ".".repeat(WIDTH - last - to_width - 2);
            if let Some(line) = self.lines.last_mut() {
                *line = format!("{line} {dots} {to}");
            }
        } else {
            let dots = ".".repeat(WIDTH.saturating_sub(hanging + to_width + 1));
            self.line(&format!("{}{dots} {to}", " ".repeat(hanging)));
        }
    }

    pub fn append(&mut self, other: Self) {
        self.lines.extend(other.lines);
    }

    pub fn text(mut self) -> String {
        self.blank();
        self.lines.join("\n").replace('\u{a0}', " ")
    }

    /// Text that begins with `first` and goes on `hanging` columns further in. A word that is
    /// wider than a line has a line of its own.
    fn row(&mut self, first: &str, hanging: usize, text: &str) {
        let (mut line, mut width, mut empty) = (first.to_owned(), first.chars().count(), true);
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            let word_width = word.chars().count();
            if !empty && width + 1 + word_width > WIDTH {
                self.lines.push(std::mem::take(&mut line));
                (line, width, empty) = (" ".repeat(hanging), hanging, true);
            }
            if !empty {
                line.push(' ');
                width += 1;
            }
            line.push_str(word);
            width += word_width;
            empty = false;
        }
        self.lines.push(line.trim_end().to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_paragraph_hangs_from_its_mark() {
        let mut rows = Rows::default();
        rows.marked(4, "- ", &"word ".repeat(20));
        let lines: Vec<&str> = rows.lines.iter().map(String::as_str).collect();
        assert_eq!(
            lines,
            [format!("    - {}", ["word"; 18].join(" ")), "      word word".to_owned()]
        );
    }

    #[test]
    fn where_words_lead_stands_at_the_right_edge_or_below() {
        let mut rows = Rows::default();
        rows.way(4, "Yes", "→ go to 4");
        rows.way(4, &"x".repeat(80), "→ go to 4");
        for line in &rows.lines {
            assert!(line.chars().count() <= WIDTH);
        }
        assert!(
            rows.lines[0].starts_with("    Yes ....") && rows.lines[0].ends_with(".. → go to 4")
        );
        assert_eq!(rows.lines.len(), 3);
        assert!(
            rows.lines[2].trim_start().starts_with("...") && rows.lines[2].ends_with(" → go to 4")
        );
        for line in [&rows.lines[0], &rows.lines[2]] {
            assert_eq!(line.chars().count(), WIDTH);
        }
    }

    #[test]
    fn a_word_wider_than_a_line_stands_alone() {
        let mut rows = Rows::default();
        rows.plain(0, &format!("a {} b", "x".repeat(200)));
        assert_eq!(rows.lines.len(), 3);
    }
}
