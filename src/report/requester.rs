//! The questions for a requester, ready to copy.

use crate::record::Request;

/// The questions with when the request came and by when it is to be answered, as far as that
/// is typed. Nothing else of the record goes out: who asks is not proven by asking.
pub fn questions_text(questions: &str, request: &Request) -> String {
    let mut text = String::new();
    let mut line = |label: &str, typed: &str| {
        if !typed.trim().is_empty() {
            text.push_str(label);
            text.push_str(typed.trim());
            text.push_str(".\n");
        }
    };
    line("I received your request on ", &request.received.text);
    line("You ask for an answer by ", &request.reply_by.text);
    text.push_str(questions.trim_end());
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::typed::Typed;

    #[test]
    fn the_questions_say_when_the_request_came_where_that_is_known() {
        let request = Request {
            who: "Kim Example, Testtown children’s services".to_owned(),
            received: Typed::new("22 November 2026, 10:42"),
            ..Request::default()
        };
        let text = questions_text("1. Why?\n", &request);
        assert_eq!(text, "I received your request on 22 November 2026, 10:42.\n1. Why?\n");
        assert_eq!(questions_text("1. Why?\n", &Request::default()), "1. Why?\n");
    }
}
