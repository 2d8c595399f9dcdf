//! The best sequence of name labels for a sentence: one in which every name that begins also ends.

use document::NameClass;

/// A BIOES label: its part and class.
type Label = (u8, Option<NameClass>);

/// Buffers of the search.
#[derive(Debug, Default)]
pub(super) struct Namer {
    best: Vec<f32>,
    next: Vec<f32>,
    back: Vec<u8>,
    /// For each label those that may stand before it; made once for a list of labels.
    before: Vec<Vec<u8>>,
    known: Vec<Label>,
}

/// Whether label `b` may follow label `a`.
fn legal(a: Label, b: Label) -> bool {
    if b"BI".contains(&a.0) { b"IE".contains(&b.0) && a.1 == b.1 } else { b"OBS".contains(&b.0) }
}

impl Namer {
    /// Viterbi search; `scores` gives the scores of a token's labels. `out` becomes numbers of labels.
    pub(super) fn read<'s>(&mut self, labels: &[Label], scores: impl Fn(usize) -> &'s [f32], out: &mut [u8]) {
        self.learn(labels);
        let count = labels.len();
        let start = |(&s, &l): (&f32, &Label)| if b"OBS".contains(&l.0) { s } else { f32::NEG_INFINITY };
        self.best.clear();
        self.best.extend(scores(0).iter().zip(labels).map(start));
        self.back.clear();
        for token in 1..out.len() {
            self.next.clear();
            for (label, &score) in scores(token).iter().enumerate() {
                let from = first_best(self.before[label].iter().map(|&l| (l, self.best[l as usize])));
                self.back.push(from);
                self.next.push(self.best[from as usize] + score);
            }
            std::mem::swap(&mut self.best, &mut self.next);
        }
        let closed = (0..count as u8).filter(|&l| b"OES".contains(&labels[l as usize].0));
        let mut label = first_best(closed.map(|l| (l, self.best[l as usize])));
        for (token, slot) in out.iter_mut().enumerate().rev() {
            *slot = label;
            if token > 0 {
                label = self.back[(token - 1) * count + label as usize];
            }
        }
    }

    fn learn(&mut self, labels: &[Label]) {
        if self.known != labels {
            self.known = labels.to_vec();
            let before =
                |&b: &Label| (0..labels.len() as u8).filter(|&a| legal(labels[a as usize], b)).collect();
            self.before = labels.iter().map(before).collect();
        }
    }
}

/// The label with the greatest score, the first of equals; 0 if there is none.
fn first_best(all: impl Iterator<Item = (u8, f32)>) -> u8 {
    all.reduce(|a, b| if b.1 > a.1 { b } else { a }).map_or(0, |(label, _)| label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_begins_also_ends() {
        let person = Some(NameClass::Person);
        let labels = [(b'O', None), (b'B', person), (b'I', person), (b'E', person), (b'S', person)];
        let check = |scores: &[[f32; 5]], want: &[u8]| {
            let mut out = vec![9; scores.len()];
            Namer::default().read(&labels, |t| &scores[t], &mut out);
            assert_eq!(out, want);
        };
        let (o, b, i, e) = (
            [9.0, 0.0, 0.0, 0.0, 0.0],
            [0.0, 9.0, 0.0, 0.0, 1.0],
            [0.0, 1.0, 9.0, 2.0, 0.0],
            [0.0, 0.0, 0.0, 9.0, 0.0],
        );
        check(&[o, b, e], &[0, 1, 3]);
        check(&[b, i, e], &[1, 2, 3]);
        check(&[b], &[4]);
        check(&[i, i], &[1, 3]);
        check(&[o, e], &[0, 0]);
    }
}
