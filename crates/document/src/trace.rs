//! From the characters of a text back to the bytes of the input that they were read from.

use crate::Span;

/// A stretch of the text and the bytes of the input that it came from. Where both have one length they are the
/// same byte by byte; else the whole came from the whole (a character reference, another encoding).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Where it stands in the text.
    pub text: Span,
    /// Where it stands in the input.
    pub source: Span,
}

impl Run {
    /// Whether a stretch carries this one on, byte by byte.
    pub fn joins(&self, text: Span, source: Span) -> bool {
        let even = |t: Span, s: Span| t.len() == s.len();
        let gap = text.start.checked_sub(self.text.end).filter(|&g| g <= 1);
        even(self.text, self.source)
            && even(text, source)
            && gap.is_some_and(|gap| source.start == self.source.end + gap)
    }

    /// This run with the stretch that carries it on.
    pub fn cover(&self, text: Span, source: Span) -> Run {
        Run { text: self.text.cover(text), source: self.source.cover(source) }
    }

    /// The bytes of the input behind a stretch that lies in this run's text.
    fn part(&self, span: Span) -> Span {
        if self.text.len() != self.source.len() {
            return self.source;
        }
        let from = span.start.saturating_sub(self.text.start);
        let to = span.end.min(self.text.end).saturating_sub(self.text.start);
        Span { start: self.source.start + from, end: self.source.start + to }
    }
}

/// Where a text came from, run by run in order. Empty where the text is the input itself or its bytes are not known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace(pub Vec<Run>);

impl Trace {
    /// The bytes of the input that a stretch of the text came from; what lies between them in the input is not
    /// of the text. Nothing where no character of it came from the input.
    pub fn source(&self, span: Span) -> Vec<Span> {
        let first = self.0.partition_point(|run| run.text.end <= span.start);
        let inside = self.0[first..].iter().take_while(|run| run.text.start < span.end);
        inside.map(|run| run.part(span)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_lead_back() {
        let run = |t: (usize, usize), s: (usize, usize)| Run {
            text: Span::new(t.0, t.1),
            source: Span::new(s.0, s.1),
        };
        let trace = Trace(vec![run((0, 4), (10, 14)), run((4, 5), (14, 19)), run((6, 9), (30, 33))]);
        assert_eq!(trace.source(Span::new(1, 3)), [Span::new(11, 13)]);
        assert_eq!(trace.source(Span::new(3, 7)), [Span::new(13, 14), Span::new(14, 19), Span::new(30, 31)]);
        assert_eq!(trace.source(Span::new(5, 6)), []);
        assert_eq!(trace.source(Span::new(9, 12)), []);
    }
}
