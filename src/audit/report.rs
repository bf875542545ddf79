//! Relations → diagnostics: what `tenken check` prints.

use super::Audit;
use super::relation::{Kind, Relation};
use super::rules::{self, Family};
use crate::diagnostic::{Code, DataPath, Diagnostic, Label, Lang, Place, RuleId, Severity};
use crate::say;
use crate::suggest;

/// A violated relation as a diagnostic: both sides, the arithmetic, the size, and the place of every figure.
pub fn diagnostic(relation: &Relation, severity: Severity) -> Diagnostic {
    let detail = relation.detail();
    let (subject, stated, computed) = (&relation.subject, relation.stated(), relation.computed());
    let (s_ja, a_ja, b_ja, d_ja) = (&subject.ja, &stated.ja, &computed.ja, &detail.ja);
    let (s_en, a_en, b_en, d_en) = (&subject.en, &stated.en, &computed.en, &detail.en);
    let known = relation.acknowledged.as_ref();
    let (mark_ja, mark_en) = if known.is_some() {
        ("（確認済み）", " (acknowledged)")
    } else {
        ("", "")
    };
    let message = say!(
        "{s_ja}{mark_ja}：{a_ja} ／ {b_ja}。{d_ja}",
        "{s_en}{mark_en}: {a_en} / {b_en}; {d_en}"
    );
    Diagnostic {
        rule: Code::Audit(relation.rule.id),
        severity,
        message,
        labels: relation.terms.iter().map(|term| label(term)).collect(),
        help: Some(help(relation)),
    }
}

/// Violated relations as diagnostics: acknowledged ones are notes, denied ones errors. `only` keeps the rules and families
/// that it names; empty, it keeps all.
pub fn findings(audit: &Audit, only: &[String], deny: &[String]) -> Vec<Diagnostic> {
    let named = |relation: &Relation, names: &[String]| {
        names
            .iter()
            .any(|name| rules::is_named(relation.rule, name))
    };
    let violated = audit
        .doubtful()
        .filter(|relation| relation.verdict.kind() == Kind::Violated)
        .filter(|relation| only.is_empty() || named(relation, only));
    let findings = violated.map(|relation| {
        let severity = if !relation.is_open() {
            Severity::Note
        } else if named(relation, deny) {
            Severity::Error
        } else {
            relation.rule.severity
        };
        diagnostic(relation, severity)
    });
    findings.collect()
}

/// What the site's settings deny, as errors; and names in them that mean nothing.
pub fn denied(audit: &Audit, deny: &[String]) -> Vec<Diagnostic> {
    if deny.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<Diagnostic> = findings(audit, deny, deny)
        .into_iter()
        .filter(Diagnostic::is_error)
        .collect();
    for (index, name) in deny.iter().enumerate() {
        if rules::names().any(|known| known == name) {
            continue;
        }
        let message = say!(
            "「{name}」という検算の規則も種類もありません",
            "the audit has no rule or family `{name}`"
        );
        let place = Place::Path(DataPath::default().key("deny").index(index));
        let mut problem = Diagnostic::new(
            RuleId::UnknownReference,
            "content/site.yaml",
            place,
            message,
        );
        problem.help = suggest::suggest(name, rules::names());
        found.push(problem);
    }
    found
}

fn label(term: &super::relation::Term) -> Label {
    let (ja, en) = (&term.label.ja, &term.label.en);
    let (shown_ja, shown_en) = (&term.shown.ja, &term.shown.en);
    let cited = match term.citation.lines {
        Some((from, to)) if from == to => format!(" [{}:{from}]", term.citation.document),
        Some((from, to)) => format!(" [{}:{from}-{to}]", term.citation.document),
        None => String::new(),
    };
    Label {
        file: term.place.file.to_string(),
        place: Place::Path(term.place.steps()),
        text: Some(say!("{ja} {shown_ja}{cited}", "{en} {shown_en}{cited}")),
    }
}

fn help(relation: &Relation) -> crate::diagnostic::Say {
    let (ja, en) = (&relation.formula.ja, &relation.formula.en);
    if let Some(known) = &relation.acknowledged {
        let reason = &known.reason;
        return say!(
            "確認済み：{reason}（{ja}）",
            "Acknowledged: {reason} ({en})"
        );
    }
    let figure = relation
        .terms
        .first()
        .map_or(String::new(), |term| local(relation, &term.place));
    say!(
        "{ja}。原資料のとおりで理由が分かるなら、acknowledged に figures: [{figure}] と理由・出典を書いてください",
        "{en}. Where the document says so and why is known, acknowledge it: figures: [{figure}], reason and source"
    )
}

/// The reference as it is written in the file of the relation's entity.
fn local(relation: &Relation, place: &super::relation::TermPlace) -> String {
    let reference = place.reference();
    let same = place.edition == relation.edition && place.entity == relation.entity;
    match reference.split_once('#') {
        Some((_, at)) if same => at.to_owned(),
        _ => reference,
    }
}

/// Relations by family and verdict, one line a family, for people.
pub fn summary(audit: &Audit, lang: Lang) -> String {
    let mut lines = match lang {
        Lang::Ja => "検算：関係の数（不一致、うち確認済み／判定できない／四捨五入の範囲／一致）\n".to_owned(),
        Lang::En => "audit: relations (violated, of them acknowledged / not decidable / within rounding / exact)\n".to_owned(),
    };
    let mut all = [0; 6];
    for family in Family::ALL {
        let counts = count(audit, family);
        if counts[0] == 0 {
            continue;
        }
        lines += &line(family.name(lang), counts);
        for (sum, count) in all.iter_mut().zip(counts) {
            *sum += count;
        }
    }
    lines += &line(if lang == Lang::Ja { "計" } else { "all" }, all);
    lines
}

fn line(
    name: &str,
    [all, violated, acknowledged, undecidable, rounding, exact]: [usize; 6],
) -> String {
    format!("  {name}: {all} ({violated}, {acknowledged} / {undecidable} / {rounding} / {exact})\n")
}

/// All, violated, acknowledged, not decidable, within rounding, exact.
fn count(audit: &Audit, family: Family) -> [usize; 6] {
    let [violated, undecidable, rounding, exact] = Kind::ALL.map(|kind| {
        let entities = audit.entities.iter();
        entities.map(|of| of.count_of(family, kind)).sum::<usize>()
    });
    let of_family = |one: &&Relation| one.rule.family == family && one.acknowledged.is_some();
    let acknowledged = audit.doubtful().filter(of_family).count();
    let all = violated + undecidable + rounding + exact;
    [all, violated, acknowledged, undecidable, rounding, exact]
}

/// What a rule is about, why it matters, and what it rests on.
pub fn explanation(rule: &rules::Rule, lang: Lang) -> String {
    let (family, definition) = match lang {
        Lang::Ja => ("検算", "よりどころ"),
        Lang::En => ("audit", "rests on"),
    };
    format!(
        "{} ({family}: {})\n{}\n\n{}\n\n{definition}: {}\n",
        rule.id,
        rule.family.name(lang),
        rule.summary.get(lang),
        rule.why.get(lang),
        rule.definition.get(lang)
    )
}
