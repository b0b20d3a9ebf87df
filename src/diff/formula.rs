//! Propositional formulas over questions.

/// A statement about one param as both schemas see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Formula {
    /// A constant.
    Is(bool),
    /// The question of this number.
    Atom(u32),
    Not(Box<Formula>),
    All(Vec<Formula>),
}

impl Formula {
    pub(super) fn not(self) -> Formula {
        match self {
            Formula::Is(known) => Formula::Is(!known),
            Formula::Not(inner) => *inner,
            other @ (Formula::Atom(_) | Formula::All(_)) => Formula::Not(Box::new(other)),
        }
    }

    pub(super) fn all(parts: Vec<Formula>) -> Formula {
        if parts.contains(&Formula::Is(false)) {
            return Formula::Is(false);
        }
        let mut parts: Vec<Formula> = parts.into_iter().filter(|part| *part != Formula::Is(true)).collect();
        match parts.len() {
            0 => Formula::Is(true),
            1 => parts.swap_remove(0),
            _ => Formula::All(parts),
        }
    }

    pub(super) fn any(parts: Vec<Formula>) -> Formula {
        Formula::all(parts.into_iter().map(Formula::not).collect()).not()
    }

    /// The number of its nodes.
    pub(super) fn size(&self) -> u64 {
        match self {
            Formula::Is(_) | Formula::Atom(_) => 1,
            Formula::Not(inner) => inner.size(),
            Formula::All(parts) => 1 + parts.iter().map(Formula::size).sum::<u64>(),
        }
    }

    /// Its truth value under the answers known so far; `None` if they do not decide it.
    pub(super) fn evaluate(&self, answers: &[Option<bool>]) -> Option<bool> {
        match self {
            Formula::Is(known) => Some(*known),
            Formula::Atom(atom) => answers[*atom as usize],
            Formula::Not(inner) => inner.evaluate(answers).map(|known| !known),
            Formula::All(parts) => {
                let mut open = false;
                for part in parts {
                    match part.evaluate(answers) {
                        Some(false) => return Some(false),
                        Some(true) => {}
                        None => open = true,
                    }
                }
                (!open).then_some(true)
            }
        }
    }

    /// The same formula with each question replaced by another one.
    pub(super) fn renamed(&self, names: &[u32]) -> Formula {
        match self {
            Formula::Is(known) => Formula::Is(*known),
            Formula::Atom(atom) => Formula::Atom(names[*atom as usize]),
            Formula::Not(inner) => inner.renamed(names).not(),
            Formula::All(parts) => Formula::All(parts.iter().map(|part| part.renamed(names)).collect()),
        }
    }

    /// Marks the questions that it contains.
    pub(super) fn mark_used(&self, used: &mut [bool]) {
        match self {
            Formula::Is(_) => {}
            Formula::Atom(atom) => used[*atom as usize] = true,
            Formula::Not(inner) => inner.mark_used(used),
            Formula::All(parts) => parts.iter().for_each(|part| part.mark_used(used)),
        }
    }
}
