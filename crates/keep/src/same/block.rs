//! Reports that share a key, where they lie on many machines: met one after the other, each told how like it is to those
//! before it that it is compared with.

use super::affair::{LADDER, NEAR, PIVOTS};
use super::news::News;
use std::collections::VecDeque;

/// The reports of a key, in the order of their days of publication and, of one day, of their [`rank`]s and names.
#[derive(Debug, Default)]
pub struct Block {
    key: Option<String>,
    /// Days that are near enough to be compared with.
    days: VecDeque<(i32, Vec<News>)>,
}

/// By which some reports of a day are pivots and others not: as if by chance, yet the same everywhere.
pub fn rank(name: &str) -> i64 {
    crate::rows::hash("", name)
}

impl Block {
    /// The articles before a report that it is linked to, and how alike they are.
    pub fn meet(&mut self, key: &str, news: News) -> Vec<(i64, f64)> {
        if self.key.as_deref() != Some(key) {
            *self = Block { key: Some(key.to_owned()), ..Block::default() };
        }
        while self.days.front().is_some_and(|(day, _)| news.published - day > NEAR) {
            self.days.pop_front();
        }
        if self.days.back().is_none_or(|(day, _)| *day != news.published) {
            self.days.push_back((news.published, Vec::new()));
        }
        let pivot = self.days.back().is_some_and(|(_, reports)| reports.len() < PIVOTS);
        let most = if pivot { usize::MAX } else { PIVOTS };
        let others = self.days.iter().flat_map(|(_, reports)| reports.iter().take(most));
        let alike = others.map(|other| (other.article, other.likeness(&news)));
        let links = alike.filter(|link| link.1 >= LADDER[0]).collect();
        if let Some((_, reports)) = self.days.back_mut() {
            reports.push(news);
        }
        links
    }
}
