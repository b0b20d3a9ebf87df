//! The values of one field.

use std::collections::{HashMap, VecDeque};
use std::hash::Hash;

use crate::readback::compare::{At, Comparison, Piece};
use crate::readback::difference::Held;
use crate::readback::plan::Plan;
use crate::readback::same::{has_attributes_of, meaning};
use crate::value::{ParamField, Value};

/// Pairs of places: of what was sent, and of what is stored.
type Pairs = Vec<(usize, usize)>;

impl Comparison<'_> {
    /// Compares the values of a field that both items hold.
    pub(super) fn values(
        &mut self,
        sent: &ParamField,
        stored: &ParamField,
        plan: &Plan<'_>,
        is_array: bool,
        name: Option<&str>,
    ) {
        let (sent, stored) = (present(sent), present(stored));
        let paired = pair(&sent, &stored, plan);
        if self.options.ordered && !is_ascending(&paired) {
            let all = |values: &[(usize, &Value)]| Piece {
                held: Held::Values(values.iter().map(|(_, value)| (*value).clone()).collect()),
                span: values.first().and_then(|(_, value)| value.span),
            };
            return self.report(At::default(), name, (Some(all(&sent)), Some(all(&stored))));
        }
        // In the order of what was sent, then what was added.
        let mut partners: Vec<Option<usize>> = vec![None; sent.len()];
        let mut is_used = vec![false; stored.len()];
        for (a, b) in paired {
            partners[a] = Some(b);
            is_used[b] = true;
        }
        let is_array = is_array || sent.len() > 1 || stored.len() > 1;
        let index = |place: usize| is_array.then_some(place);
        for (&(place, value), partner) in sent.iter().zip(partners) {
            let Some((stored_place, new)) = partner.map(|b| stored[b]) else {
                let at = At { sent: index(place), stored: None };
                self.report(at, name, (Some(piece(value)), None));
                continue;
            };
            if meaning(value, plan) != meaning(new, plan) || !has_attributes_of(new, value, plan) {
                let at = At { sent: index(place), stored: index(stored_place) };
                self.report(at, name, (Some(piece(value)), Some(piece(new))));
            }
        }
        for (&(place, value), _) in stored.iter().zip(is_used).filter(|(_, is_used)| !is_used) {
            let at = At { sent: None, stored: index(place) };
            self.report(at, name, (None, Some(piece(value))));
        }
    }
}

fn piece(value: &Value) -> Piece {
    Piece { held: Held::Value(value.clone()), span: value.span }
}

/// The values that are not empty, with their places.
fn present(field: &ParamField) -> Vec<(usize, &Value)> {
    field.values().iter().enumerate().filter(|(_, value)| !value.is_empty()).collect()
}

fn is_ascending(pairs: &Pairs) -> bool {
    pairs.windows(2).all(|pair| pair[0].1 < pair[1].1)
}

/// Pairs values: those of equal meaning and attributes first, then those of equal meaning, then those that are left,
/// in their order. In the order of what was sent.
fn pair(sent: &[(usize, &Value)], stored: &[(usize, &Value)], plan: &Plan<'_>) -> Pairs {
    let mut pairs = Pairs::with_capacity(sent.len());
    let mut left = ((0..sent.len()).collect::<Vec<_>>(), (0..stored.len()).collect::<Vec<_>>());
    let exact = |value: &Value| {
        let mut attributes: Vec<(String, String)> = value.attributes.to_vec();
        attributes.sort();
        (value.text.clone(), attributes)
    };
    pair_by(&mut pairs, &mut left, |a| exact(sent[a].1), |b| exact(stored[b].1));
    let (meant_sent, meant_stored): (Vec<_>, Vec<_>) = (
        sent.iter().map(|(_, value)| meaning(value, plan)).collect(),
        stored.iter().map(|(_, value)| meaning(value, plan)).collect(),
    );
    pair_by(&mut pairs, &mut left, |a| &meant_sent[a], |b| &meant_stored[b]);
    pairs.extend(left.0.into_iter().zip(left.1));
    pairs.sort_unstable();
    pairs
}

/// Pairs what is left and has equal keys, in its order.
fn pair_by<K: Hash + Eq>(
    pairs: &mut Pairs,
    left: &mut (Vec<usize>, Vec<usize>),
    sent_key: impl Fn(usize) -> K,
    stored_key: impl Fn(usize) -> K,
) {
    let mut by_key: HashMap<K, VecDeque<usize>> = HashMap::with_capacity(left.1.len());
    for &b in &left.1 {
        by_key.entry(stored_key(b)).or_default().push_back(b);
    }
    left.0.retain(|&a| match by_key.get_mut(&sent_key(a)).and_then(VecDeque::pop_front) {
        Some(b) => {
            pairs.push((a, b));
            false
        }
        None => true,
    });
    let mut is_left: Vec<usize> = by_key.into_values().flatten().collect();
    is_left.sort_unstable();
    left.1 = is_left;
}
