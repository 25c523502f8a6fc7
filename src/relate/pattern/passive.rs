//! The passive: *Das Werk wurde von Siemens geschlossen.*
//!
//! Gives Siemens —schließen→ Werk. The agent may be missing (*wurde geschlossen*): then nobody is the subject and no
//! fact is made. *durch* leads to an agent only where it is a thing with a name or a person; else it is a means.

use crate::lexicon::ListName;
use crate::parse::Relation;

use super::super::argument::Slot;
use super::super::candidate::Candidate;
use super::super::clause::{Clause, Voice};
use super::super::context::Context;
use super::super::fact::RoleKind;
use super::super::status::Status;
use super::active::{roles, verb};

pub(super) fn find(context: &Context<'_>, sentence: usize) -> Vec<Candidate> {
    if super::prose(context, sentence).is_empty() {
        return Vec::new();
    }
    let clauses = Clause::all(context, sentence).into_iter().filter(|clause| clause.voice == Voice::Passive);
    clauses.flat_map(|clause| read(context, clause)).collect()
}

fn read(context: &Context<'_>, clause: &Clause) -> Vec<Candidate> {
    let Some(agent) = agent(context, clause) else { return Vec::new() };
    let mut roles = roles(context, clause, &clause.subjects);
    roles.retain(|(_, _, slot)| *slot != Slot::Phrase(agent));
    let status = Status::of(context, clause.head);
    let candidate = |&patient: &usize| Candidate {
        subject: Slot::Phrase(agent),
        predicate: verb(context, clause, None),
        object: Slot::Phrase(patient),
        roles: roles.clone(),
        status: status.clone(),
        anchor: clause.head,
    };
    let mut found: Vec<Candidate> = clause.subjects.iter().map(candidate).collect();
    found.extend(oblique_edges(context, clause, agent, &status));
    found
}

/// *von Siemens*: the phrase with the agent.
fn agent(context: &Context<'_>, clause: &Clause) -> Option<usize> {
    let list = context.lexicon.list(ListName::AgentPreposition, context.language(clause.head));
    let agents = clause.obliques.iter().filter(|oblique| {
        let fits = oblique.preposition.as_deref().is_some_and(|word| list.contains(word));
        fits || context.trees.relation(oblique.head) == Relation::OblAgent
    });
    agents.map(|oblique| oblique.head).find(|&head| {
        context.entity(head).is_some_and(|(_, kind)| kind.is_agent())
            || context.chains.at(head).is_some()
            || !context.conjuncts(head).is_empty() && context.mention(head).is_none()
    })
}

/// *wurde von Apple nach Vietnam verlagert*: from the agent to the named things of the other phrases.
fn oblique_edges(context: &Context<'_>, clause: &Clause, agent: usize, status: &Status) -> Vec<Candidate> {
    let list = context.lexicon.list(ListName::Preposition, context.language(clause.head));
    let others =
        clause.obliques.iter().filter(|oblique| oblique.head != agent && context.entity(oblique.head).is_some());
    let edge = |oblique: &super::super::clause::Oblique| {
        let preposition = oblique.preposition.as_deref()?;
        let agents = context.lexicon.list(ListName::AgentPreposition, context.language(clause.head));
        list.get(preposition).filter(|role| *role != "adverbial" && !agents.contains(preposition))?;
        let objects = clause.subjects.iter().map(|&patient| (RoleKind::Object, None, Slot::Phrase(patient)));
        Some(Candidate {
            subject: Slot::Phrase(agent),
            predicate: verb(context, clause, Some(preposition)),
            object: Slot::Phrase(oblique.head),
            roles: objects.collect(),
            status: status.clone(),
            anchor: clause.head,
        })
    };
    others.filter_map(edge).collect()
}
