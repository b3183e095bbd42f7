//! A plan as a picture: steps, what they give, and where it goes, in the language of Mermaid.

use std::collections::HashMap;
use std::fmt::Write;

use prefect_lint_core::manifest::Section;
use prefect_lint_core::plan::{DeploymentPlan, Plan, Source, Use};

use super::words;
use crate::output::text::visible_char;

/// The whole plan: a chart with a frame for each deployment.
pub(super) fn show(plan: &Plan) -> String {
    let mut text = "flowchart LR\n".to_owned();
    for (at, deployment) in plan.deployments.iter().enumerate() {
        let mut chart = Chart {
            plan: deployment,
            number: at,
            text: String::new(),
            others: HashMap::new(),
        };
        // Writing to memory cannot fail.
        let _ = chart.write();
        text += &chart.text;
    }
    text
}

struct Chart<'p> {
    plan: &'p DeploymentPlan,
    number: usize,
    text: String,
    /// Fields, and what comes from elsewhere, by their labels.
    others: HashMap<String, String>,
}

impl Chart<'_> {
    fn write(&mut self) -> std::fmt::Result {
        let name = self.plan.name.as_deref().unwrap_or("(no name)");
        writeln!(
            self.text,
            "  subgraph d{}[\"{}\"]",
            self.number,
            label(name)
        )?;
        for section in &self.plan.sections {
            let mut before: Option<String> = None;
            for step in &section.steps {
                let node = self.step(section.section, step.position);
                let function = label(words::function(step));
                let title = match &step.id {
                    Some(id) => format!("{}<br/>{function}", label(id)),
                    None => function,
                };
                let key = section.section.key();
                writeln!(self.text, "    {node}[\"{key}: {title}\"]")?;
                // The order in which they run.
                if let Some(before) = before {
                    writeln!(self.text, "    {before} -.-> {node}")?;
                }
                before = Some(node);
            }
        }
        let plan = self.plan;
        for it in &plan.uses {
            self.arrow(it)?;
        }
        writeln!(self.text, "  end")
    }

    fn step(&self, section: Section, position: usize) -> String {
        format!("d{}_{}{position}", self.number, section.key())
    }

    fn arrow(&mut self, it: &Use) -> std::fmt::Result {
        let (from, what) = match &it.source {
            Source::Step {
                section,
                position,
                output,
            } => {
                let output = output.as_deref().unwrap_or("all outputs");
                (self.step(*section, *position), output.to_owned())
            }
            _ => (self.other(&it.name, "([", "])")?, String::new()),
        };
        let (to, input) = match it.spot.step {
            Some((section, position)) => (self.step(section, position), it.spot.path.clone()),
            None => {
                let spot = words::spot(self.plan, &it.spot);
                (self.other(&spot, "(", ")")?, String::new())
            }
        };
        let words: Vec<&str> = [what.as_str(), input.as_str()]
            .into_iter()
            .filter(|word| !word.is_empty())
            .collect();
        match words.is_empty() {
            true => writeln!(self.text, "    {from} --> {to}"),
            false => {
                let words = label(&words.join(" → "));
                writeln!(self.text, "    {from} -- \"{words}\" --> {to}")
            }
        }
    }

    /// The node of something that is no step, made where it is met first.
    fn other(&mut self, name: &str, open: &str, close: &str) -> Result<String, std::fmt::Error> {
        let key = format!("{open}{name}");
        if let Some(node) = self.others.get(&key) {
            return Ok(node.clone());
        }
        let node = format!("d{}_x{}", self.number, self.others.len());
        writeln!(self.text, "    {node}{open}\"{}\"{close}", label(name))?;
        self.others.insert(key, node.clone());
        Ok(node)
    }
}

/// A text in which nothing means anything to Mermaid: neither to its own grammar, nor to the HTML and the Markdown
/// that it takes labels for.
fn label(text: &str) -> String {
    let mut label = String::new();
    for c in words::clipped(text).chars() {
        let c = visible_char(c);
        match c {
            '"' | '#' | '%' | '&' | '<' | '>' | '`' | ';' | '\\' | '\t' => {
                let _ = write!(label, "#{};", u32::from(c));
            }
            _ => label.push(c),
        }
    }
    label
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_cannot_end_themselves() {
        assert_eq!(label("a\"] --> b"), "a#34;] --#62; b");
        assert_eq!(label("größe-1.x"), "größe-1.x");
        assert_eq!(label("<b>&amp;"), "#60;b#62;#38;amp#59;");
    }
}
