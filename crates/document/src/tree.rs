//! Dependency trees as columns, with the children of each token and the reach of its subtree.

use crate::{Relation, Sentences, TokenId, TokenRange};

const ROOT: u32 = u32::MAX;

/// One tree a sentence. Rows are those of [`Tokens`](crate::Tokens).
#[derive(Clone, Debug, Default)]
pub struct Trees {
    head: Vec<u32>,
    relation: Vec<Relation>,
    child_start: Vec<u32>,
    child: Vec<u32>,
    reach: Vec<TokenRange>,
}

impl Trees {
    /// Trees from the head of each token (`None` for a root) and its relation to it.
    ///
    /// A head outside the token's sentence counts as none. Heads that form a circle are accepted; the reach of
    /// such tokens is then at least their own.
    pub fn new(heads: &[Option<TokenId>], relation: Vec<Relation>, sentences: &Sentences) -> Trees {
        let count = relation.len();
        let mut head = vec![ROOT; count];
        for tokens in &sentences.tokens {
            for id in tokens.ids().filter(|id| id.index() < count) {
                let up = heads.get(id.index()).copied().flatten();
                head[id.index()] = up.filter(|h| tokens.contains(*h) && *h != id).map_or(ROOT, |h| h.0);
            }
        }
        let mut trees = Trees { head, relation, ..Trees::default() };
        trees.index_children();
        trees.measure_reach(sentences);
        trees
    }

    fn index_children(&mut self) {
        let count = self.head.len();
        self.child_start = vec![0; count + 1];
        for &h in self.head.iter().filter(|&&h| h != ROOT) {
            self.child_start[h as usize + 1] += 1;
        }
        for i in 0..count {
            self.child_start[i + 1] += self.child_start[i];
        }
        let mut next = self.child_start.clone();
        self.child = vec![0; self.child_start[count] as usize];
        for (i, &h) in self.head.iter().enumerate().filter(|&(_, &h)| h != ROOT) {
            self.child[next[h as usize] as usize] = i as u32;
            next[h as usize] += 1;
        }
    }

    /// Each token widens the reach of its ancestors; a walk is bounded by the length of the sentence.
    fn measure_reach(&mut self, sentences: &Sentences) {
        self.reach = (0..self.head.len()).map(|i| TokenRange::new(i, i + 1)).collect();
        for tokens in &sentences.tokens {
            for id in tokens.ids().filter(|id| id.index() < self.head.len()) {
                let mut up = self.head[id.index()];
                for _ in 0..tokens.len() {
                    if up == ROOT {
                        break;
                    }
                    let reach = &mut self.reach[up as usize];
                    *reach = TokenRange { start: reach.start.min(id.0), end: reach.end.max(id.0 + 1) };
                    up = self.head[up as usize];
                }
            }
        }
    }

    /// How many tokens.
    pub fn len(&self) -> usize {
        self.head.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.head.is_empty()
    }

    /// The head of a token; `None` for a root.
    pub fn head(&self, token: TokenId) -> Option<TokenId> {
        self.head.get(token.index()).copied().filter(|&h| h != ROOT).map(TokenId)
    }

    /// The relation of a token to its head; [`Relation::Root`] for a root.
    pub fn relation(&self, token: TokenId) -> Relation {
        self.relation.get(token.index()).copied().unwrap_or(Relation::Dep)
    }

    /// The dependents of a token in order of the text.
    pub fn children(&self, token: TokenId) -> impl DoubleEndedIterator<Item = TokenId> + Clone + '_ {
        let at = |i: usize| self.child_start.get(i).copied().unwrap_or(0) as usize;
        let ids = self.child.get(at(token.index())..at(token.index() + 1)).unwrap_or(&[]);
        ids.iter().map(|&c| TokenId(c))
    }

    /// From the leftmost to the rightmost token of the subtree.
    pub fn reach(&self, token: TokenId) -> TokenRange {
        self.reach.get(token.index()).copied().unwrap_or_default()
    }

    /// From a token up to its root, itself first.
    pub fn path_up(&self, token: TokenId) -> impl Iterator<Item = TokenId> + '_ {
        let limit = self.head.len();
        std::iter::successors(Some(token), |&t| self.head(t)).take(limit)
    }
}
