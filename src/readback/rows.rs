//! The rows of one field, paired and compared.

use std::collections::{HashMap, VecDeque};
use std::hash::Hash;

use crate::readback::compare::{At, Comparison, Piece};
use crate::readback::difference::Held;
use crate::readback::plan::Plan;
use crate::readback::same::{Meaning, hash_row, meaning};
use crate::value::Row;

/// A row with its place among all rows of the field, empty ones too.
type Placed<'a> = (usize, &'a Row);

impl Comparison<'_> {
    /// Compares the rows, or complex values, of a field that both items hold.
    pub(super) fn rows(
        &mut self,
        sent: &[Row],
        stored: &[Row],
        plan: &Plan<'_>,
        is_array: bool,
        name: Option<&str>,
    ) {
        let (sent, stored) = (present(sent), present(stored));
        let is_array = is_array || sent.len() > 1 || stored.len() > 1;
        let index = |place: usize| is_array.then_some(place);
        let keys = self.keys(plan);
        let mut pairing = Pairing::new(sent.len(), stored.len());
        if !keys.is_empty() {
            let (sent_keys, stored_keys) = (row_keys(&sent, &keys, plan), row_keys(&stored, &keys, plan));
            pairing.pair_by(&sent_keys, &stored_keys);
            // Of those that are left, rows that are equal apart from the key: the key is what changed or was lost.
            // A row without anything but the key is like any other of this kind, and does not count.
            let rest = |rows: &[Placed<'_>]| -> Vec<Option<u64>> {
                let hashes = rows.iter().map(|row| hash_row(row.1, plan, &keys));
                hashes.map(|hash| Some(hash).filter(|&hash| hash != 0)).collect()
            };
            pairing.pair_by(&rest(&sent), &rest(&stored));
            let without_key =
                |keys: &[Option<Vec<Meaning<'_>>>]| keys.iter().map(Option::is_none).collect::<Vec<_>>();
            pairing.pair_in_order(&sent, &stored, plan, &without_key(&sent_keys), &without_key(&stored_keys));
        } else {
            pairing.pair_in_order(&sent, &stored, plan, &vec![true; sent.len()], &vec![true; stored.len()]);
        }
        for (&(place, row), partner) in sent.iter().zip(&pairing.partners) {
            match partner.map(|b| stored[b]) {
                Some((stored_place, new)) => {
                    self.row(row, new, At { sent: index(place), stored: index(stored_place) }, plan);
                }
                None => self.report(At { sent: index(place), stored: None }, name, (Some(piece(row)), None)),
            }
        }
        for (&(place, row), _) in stored.iter().zip(&pairing.is_used).filter(|(_, is_used)| !**is_used) {
            self.report(At { sent: None, stored: index(place) }, name, (None, Some(piece(row))));
        }
    }

    /// The paths of the fields that identify a row: those that the options name, else those of the schema.
    fn keys<'p>(&'p self, plan: &'p Plan<'_>) -> Vec<Vec<&'p str>> {
        let named = self.options.keys.iter().filter(|key| key.table == self.ids);
        let named: Vec<Vec<&str>> = named.map(|key| key.field.iter().map(String::as_str).collect()).collect();
        if named.is_empty() { plan.sale_properties.clone() } else { named }
    }
}

fn present(rows: &[Row]) -> Vec<Placed<'_>> {
    rows.iter().enumerate().filter(|(_, row)| !row.is_empty()).collect()
}

fn piece(row: &Row) -> Piece {
    Piece { held: Held::Row(row.clone()), span: row.span }
}

fn row_keys<'r>(rows: &[Placed<'r>], keys: &[Vec<&str>], plan: &Plan<'_>) -> Vec<Option<Vec<Meaning<'r>>>> {
    rows.iter().map(|&(_, row)| row_key(row, keys, plan)).collect()
}

/// What identifies a row; nothing if all the fields that do are empty.
fn row_key<'r>(row: &'r Row, keys: &[Vec<&str>], plan: &Plan<'_>) -> Option<Vec<Meaning<'r>>> {
    let empty = || Meaning::Text("".into());
    let texts: Vec<Option<Meaning<'r>>> = keys.iter().map(|path| key_part(row, path, plan)).collect();
    let has_any = texts.iter().any(Option::is_some);
    has_any.then(|| texts.into_iter().map(|text| text.unwrap_or_else(empty)).collect())
}

fn key_part<'r>(row: &'r Row, path: &[&str], plan: &Plan<'_>) -> Option<Meaning<'r>> {
    let (id, inner) = path.split_first()?;
    let (field, plan) = (row.field(id)?, plan.child(id));
    if inner.is_empty() {
        let value = field.values().iter().find(|value| !value.is_empty())?;
        return Some(meaning(value, plan));
    }
    key_part(field.rows().first()?, inner, plan)
}

/// Which row is which.
struct Pairing {
    /// For each row that was sent, the one that is stored of it.
    partners: Vec<Option<usize>>,
    is_used: Vec<bool>,
}

impl Pairing {
    fn new(sent: usize, stored: usize) -> Pairing {
        Pairing { partners: vec![None; sent], is_used: vec![false; stored] }
    }

    fn join(&mut self, sent: usize, stored: usize) {
        self.partners[sent] = Some(stored);
        self.is_used[stored] = true;
    }

    /// Pairs what is left and has equal keys, in its order.
    fn pair_by<K: Hash + Eq>(&mut self, sent_keys: &[Option<K>], stored_keys: &[Option<K>]) {
        let mut by_key: HashMap<&K, VecDeque<usize>> = HashMap::with_capacity(stored_keys.len());
        for (b, key) in stored_keys.iter().enumerate().filter(|(b, _)| !self.is_used[*b]) {
            if let Some(key) = key {
                by_key.entry(key).or_default().push_back(b);
            }
        }
        for (a, key) in sent_keys.iter().enumerate() {
            if self.partners[a].is_some() {
                continue;
            }
            let found = key.as_ref().and_then(|key| by_key.get_mut(key)).and_then(VecDeque::pop_front);
            if let Some(b) = found {
                self.join(a, b);
            }
        }
    }

    /// Pairs what is left and counts: equal rows at the beginning and at the end, then one by one.
    fn pair_in_order(
        &mut self,
        sent: &[Placed<'_>],
        stored: &[Placed<'_>],
        plan: &Plan<'_>,
        sent_counts: &[bool],
        stored_counts: &[bool],
    ) {
        let left =
            |rows: &[Placed<'_>], counts: &[bool], is_taken: &dyn Fn(usize) -> bool| -> Vec<(usize, u64)> {
                let rows = rows.iter().enumerate().filter(|(at, _)| counts[*at] && !is_taken(*at));
                rows.map(|(at, row)| (at, hash_row(row.1, plan, &[]))).collect()
            };
        let a = left(sent, sent_counts, &|at| self.partners[at].is_some());
        let b = left(stored, stored_counts, &|at| self.is_used[at]);
        let shorter = a.len().min(b.len());
        let first = (0..shorter).take_while(|&at| a[at].1 == b[at].1).count();
        let last =
            (0..shorter - first).take_while(|&at| a[a.len() - 1 - at].1 == b[b.len() - 1 - at].1).count();
        let (a_end, b_end) = (a.len() - last, b.len() - last);
        let middle = (first..a_end).zip(first..b_end);
        for (at_a, at_b) in (0..first).zip(0..first).chain(middle).chain((a_end..a.len()).zip(b_end..b.len()))
        {
            self.join(a[at_a].0, b[at_b].0);
        }
    }
}
