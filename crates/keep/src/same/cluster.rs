//! Clusters by average linkage: the two that are most alike on average are joined until none are alike enough.

/// A square of likenesses.
#[derive(Clone, Debug)]
pub struct Square {
    size: usize,
    values: Vec<f64>,
}

impl Square {
    /// All zero.
    pub fn new(size: usize) -> Square {
        Square { size, values: vec![0.0; size * size] }
    }

    /// How alike two are.
    pub fn get(&self, a: usize, b: usize) -> f64 {
        self.values.get(a * self.size + b).copied().unwrap_or(0.0)
    }

    /// Sets it both ways.
    pub fn set(&mut self, a: usize, b: usize, value: f64) {
        for at in [a * self.size + b, b * self.size + a] {
            if let Some(field) = self.values.get_mut(at) {
                *field = value;
            }
        }
    }
}

/// Members of each cluster in order. Of pairs that are equally alike the first is joined.
pub fn clusters(mut likeness: Square, least: f64) -> Vec<Vec<usize>> {
    let mut clusters: Vec<Vec<usize>> = (0..likeness.size).map(|i| vec![i]).collect();
    while let Some((a, b)) = closest(&likeness, &clusters, least) {
        let (x, y) = (clusters[a].len() as f64, clusters[b].len() as f64);
        for other in 0..clusters.len() {
            let joined = (x * likeness.get(a, other) + y * likeness.get(b, other)) / (x + y);
            likeness.set(a, other, joined);
        }
        let members = std::mem::take(&mut clusters[b]);
        clusters[a].extend(members);
    }
    clusters.retain(|c| !c.is_empty());
    clusters.iter_mut().for_each(|c| c.sort_unstable());
    clusters
}

fn closest(likeness: &Square, clusters: &[Vec<usize>], least: f64) -> Option<(usize, usize)> {
    let there = |i: &usize| !clusters[*i].is_empty();
    let mut best: Option<(usize, usize, f64)> = None;
    for a in (0..clusters.len()).filter(there) {
        for b in (a + 1..clusters.len()).filter(there) {
            let value = likeness.get(a, b);
            if value >= best.map_or(least, |b| b.2.next_up()) {
                best = Some((a, b, value));
            }
        }
    }
    best.map(|(a, b, _)| (a, b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_groups_stay_two() {
        let mut square = Square::new(4);
        for (a, b, value) in [(0, 2, 0.9), (1, 3, 0.8), (0, 1, 0.6), (2, 3, 0.2)] {
            square.set(a, b, value);
        }
        assert_eq!(clusters(square, 0.5), [vec![0, 2], vec![1, 3]]);
    }
}
