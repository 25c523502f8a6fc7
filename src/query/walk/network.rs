//! The edges as tables of whole numbers, for the walks that touch all of them many times. Petgraph's lists of edges jump
//! about in memory, which makes a round over a million edges several times slower.

use petgraph::visit::EdgeRef;

use super::View;

/// The ends of edges, in a row for each vertex: what stands from `starts[v]` up to `starts[v + 1]` belongs to `v`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Adjacency {
    starts: Vec<usize>,
    ends: Vec<u32>,
}

impl Adjacency {
    /// The rows of `count` vertices, each sorted; `edges` is walked twice.
    fn of(count: usize, edges: impl Iterator<Item = (u32, u32)> + Clone) -> Self {
        let mut starts = vec![0; count + 1];
        edges.clone().for_each(|(from, _)| starts[from as usize + 1] += 1);
        for vertex in 0..count {
            starts[vertex + 1] += starts[vertex];
        }
        let mut free = starts.clone();
        let mut ends = vec![0; starts[count]];
        for (from, to) in edges {
            ends[free[from as usize]] = to;
            free[from as usize] += 1;
        }
        starts.windows(2).for_each(|row| ends[row[0]..row[1]].sort_unstable());
        Self { starts, ends }
    }

    /// The row of a vertex.
    pub(super) fn row(&self, vertex: usize) -> &[u32] {
        &self.ends[self.starts[vertex]..self.starts[vertex + 1]]
    }

    /// How long the row of a vertex is.
    pub(super) fn degree(&self, vertex: usize) -> usize {
        self.starts[vertex + 1] - self.starts[vertex]
    }
}

/// A directed graph whose vertices are the numbers from 0 on; parallel edges and loops may occur.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Network {
    pub(super) out: Adjacency,
    pub(super) into: Adjacency,
    count: usize,
}

impl Network {
    /// The network of `count` vertices with these edges, which name vertices below `count`.
    ///
    /// # Panics
    /// When an edge names another vertex.
    #[must_use]
    pub fn of_edges(count: usize, edges: &[(u32, u32)]) -> Self {
        let out = Adjacency::of(count, edges.iter().copied());
        let into = Adjacency::of(count, edges.iter().map(|&(from, to)| (to, from)));
        Self { out, into, count }
    }

    /// The edges of a view, its vertices in their order.
    #[must_use]
    pub fn of(view: &View<'_>) -> Self {
        let edges = view.graph.edge_references();
        let edges: Vec<(u32, u32)> =
            edges.map(|edge| (edge.source().index() as u32, edge.target().index() as u32)).collect();
        Self::of_edges(view.graph.node_count(), &edges)
    }

    /// The same with every edge both ways.
    #[must_use]
    pub fn undirected(&self) -> Self {
        let edges: Vec<(u32, u32)> = self.edges().flat_map(|(from, to)| [(from, to), (to, from)]).collect();
        Self::of_edges(self.count, &edges)
    }

    /// The same with parallel edges joined and without loops: what counts where only ways count.
    #[must_use]
    pub fn simple(&self) -> Self {
        let mut edges: Vec<(u32, u32)> = self.edges().filter(|(from, to)| from != to).collect();
        edges.dedup();
        Self::of_edges(self.count, &edges)
    }

    /// How many vertices there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// How many edges each vertex has, in either direction; a loop counts twice, for it has two ends.
    #[must_use]
    pub fn degrees(&self) -> Vec<u32> {
        (0..self.count).map(|vertex| (self.out.degree(vertex) + self.into.degree(vertex)) as u32).collect()
    }

    /// The edges, sorted.
    pub fn edges(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        (0..self.count).flat_map(|from| self.out.row(from).iter().map(move |to| (from as u32, *to)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EDGES: [(u32, u32); 5] = [(2, 0), (0, 1), (0, 1), (1, 1), (0, 2)];

    #[test]
    fn edges_come_back_sorted() {
        let mut sorted = EDGES.to_vec();
        sorted.sort_unstable();
        assert_eq!(Network::of_edges(4, &EDGES).edges().collect::<Vec<_>>(), sorted);
    }

    #[test]
    fn what_leads_in_is_what_leads_out_turned_round() {
        let network = Network::of_edges(4, &EDGES);
        assert_eq!([network.into.row(0), network.into.row(1), network.into.row(3)], [&[2][..], &[0, 0, 1], &[]]);
        assert_eq!(network.out.degree(0), 3);
    }

    #[test]
    fn a_simple_network_has_no_parallel_edges_and_no_loops() {
        let simple = Network::of_edges(4, &EDGES).simple();
        assert_eq!(simple.edges().collect::<Vec<_>>(), [(0, 1), (0, 2), (2, 0)]);
        assert_eq!(simple.undirected().edges().count(), 6);
    }

    #[test]
    fn an_empty_network_has_no_edges() {
        assert!(Network::of_edges(0, &[]).is_empty());
        assert_eq!(Network::default().len(), 0);
    }
}
