//! `teamlint graph`: a view of an organisation as a picture, or as what others draw.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::ValueEnum;

use crate::cli::beside::{ended_by_nothing, refuse, tell, tell_unread};
use crate::cli::exit::Exit;
use crate::cli::format;
use crate::cli::input::Input;
use crate::cli::over::{is_foreign, is_output, not_an_input, was_judged};
use crate::cli::terminal::Terminal;
use crate::field;
use crate::files::disk::Disk;
use crate::files::why;
use crate::finding::suggest::{one_of, question};
use crate::finding::wording::count;
use crate::org::Org;
use crate::report::graph::{FORMATS, Format, is_view};
use crate::report::printable;
use crate::views::{self, By, Graph, MOST_EDGES, MOST_NODES, Source, Unfound, View};
use crate::vocabulary::kinds::{Entity, Kind};

const HELP: &str = "\
Examples:
  teamlint graph --output interactions.svg
      who works with whom, as a map after Team Topologies
  teamlint graph --view ownership --around team:payments -o payments.svg
      what one team owns
  teamlint graph --view dependencies --rollup team --format mermaid >> architecture.md
      which team needs which, for a page on GitHub (put it between two fences)
  teamlint graph --view dependencies --around service:cart --format dot | dot -Tpng > cart.png
      what is at most two steps away from a service, drawn by Graphviz
  teamlint graph --view escalations --format json
      who is paged for what, for machines

A picture shows at most 40 boxes and 80 lines, so that nothing lies on anything else. What is larger is rolled up by team, \
unit or domain where that makes it small enough; `--around` shows a part of it, and the other formats show all.

Exit codes:
  0  written
  1  a file cannot be read, or not whole (what can be is still shown)
  2  wrong usage, configuration or rule page; nothing of that name; more than a picture can show; a file that could not be
     written
  3  nothing to lint";

/// Draw who works with whom, what needs what, who owns what
///
/// Writes a view of the organisation: boxes for teams, services and so on, and lines for what ties them. The worst finding about
/// each stands in its box. What is not known is hatched, and said to be.
#[derive(Debug, clap::Args)]
#[command(after_long_help = HELP)]
pub(super) struct Args {
    /// How to write it
    #[arg(long, value_parser = format::parser(FORMATS), default_value = FORMATS[0].name)]
    format: &'static Format,

    /// What to look at
    #[arg(long, value_enum, default_value_t = Seen::Interactions)]
    view: Seen,

    /// Only what is around ENTITY, such as `team:payments`
    #[arg(long, value_name = "ENTITY")]
    around: Option<String>,

    /// How many steps away from ENTITY that may be
    #[arg(long, value_name = "N", default_value_t = 1, requires = "around")]
    depth: usize,

    /// Put together what belongs to one team, unit or part of the business
    #[arg(long, value_enum, value_name = "GROUP")]
    rollup: Option<Group>,

    /// The file to write; without it, and for `-`, the graph goes to standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    #[command(flatten)]
    input: Input,
}

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Seen {
    /// Teams, and how they work together
    Interactions,
    /// Services and what they need, and teams that wait for each other
    Dependencies,
    /// Services and platforms, and who has them
    Ownership,
    /// Services, and who is paged for them
    Escalations,
    /// Units, teams and people, and whom they report to
    Reporting,
}

/// What is put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Group {
    /// What a team has, and who is in it
    Team,
    /// What belongs to a unit
    Unit,
    /// What belongs to a part of the business
    Domain,
}

impl Seen {
    const fn view(self) -> View {
        match self {
            Self::Interactions => View::Interactions,
            Self::Dependencies => View::Dependencies,
            Self::Ownership => View::Ownership,
            Self::Escalations => View::Escalations,
            Self::Reporting => View::Reporting,
        }
    }
}

impl Group {
    const fn by(self) -> By {
        match self {
            Self::Team => By::Team,
            Self::Unit => By::Unit,
            Self::Domain => By::Domain,
        }
    }
}

pub(super) fn run(args: &Args, terminal: &Terminal, out: &mut dyn Write) -> io::Result<Exit> {
    let to = args.output.as_deref().filter(|file| file.as_os_str() != "-");
    if let Some(picture) = args.input.paths.iter().find(|path| is_output(path, &["svg", "mmd", "dot"])) {
        return Ok(refuse(&not_an_input(picture)));
    }
    let outcome = match args.input.judged(terminal) {
        Ok(outcome) => outcome,
        Err(exit) => return Ok(exit),
    };
    if let Some(exit) = ended_by_nothing(&args.input.paths, &outcome, to) {
        return Ok(exit);
    }
    if let Some(file) = to.filter(|file| was_judged(&outcome, file)) {
        return Ok(refuse(&format!("`{}` is what was judged, and is not written over", file.display())));
    }
    if let Some(file) = to.filter(|file| is_foreign(file, is_view)) {
        let file = file.display();
        return Ok(refuse(&format!(
            "`{file}` is there, and nothing that `teamlint graph` has written: it is not written over"
        )));
    }
    let exit = tell_unread(&outcome);
    let source = Source { org: &outcome.org, facts: &outcome.facts, findings: &outcome.findings };
    let graph = match args.graph(&source) {
        Ok(graph) => graph,
        Err(exit) => return Ok(exit),
    };
    let heading = args.heading(&outcome.org, &graph);
    match to {
        None => (args.format.write.write)(out, &graph, &heading)?,
        Some(file) => {
            if let Err(error) = Disk::write(file, |out| (args.format.write.write)(out, &graph, &heading)) {
                return Ok(refuse(&format!("`{}` could not be written: {}", file.display(), why(&error))));
            }
            writeln!(out, "{}: {}", printable(&file.display().to_string()), size(&graph))?;
        }
    }
    out.flush()?;
    // The program ends here; giving back a large organisation piece by piece would only take time.
    std::mem::forget(outcome);
    Ok(exit)
}

impl Args {
    /// What is shown, or the end of the run.
    fn graph(&self, source: &Source<'_>) -> Result<Graph, Exit> {
        let all = views::everything(self.view.view(), source);
        let graph = match &self.around {
            Some(called) => self.around(source, &all, called)?,
            None => self.rolled_up(&all).tied(),
        };
        if graph.edges.is_empty() {
            tell(&self.nothing_tied(&all, &graph));
        }
        if !self.format.write.draws {
            return Ok(graph);
        }
        fitting(graph).map_err(|large| refuse(&self.too_large(&large, &all)))
    }

    /// What to do about what cannot be drawn: a roll-up is only named where it leads to a picture.
    fn too_large(&self, large: &Graph, all: &Graph) -> String {
        let others = self.rollup.filter(|_| self.around.is_none()).and_then(|_| views::fitting(&all.tied())?.by);
        let roll_up = others.map(|by| format!("put together what belongs together with `--rollup {}`, ", by.as_str()));
        let nearer = if self.depth > 1 {
            "show less of it with a smaller `--depth`"
        } else {
            "show a part with `--around ENTITY`"
        };
        format!(
            "{} are more than a picture can show so that it can be read ({MOST_NODES} and {MOST_EDGES}); {nearer}, {}or write all of \
             it with `--format json`",
            size(large),
            roll_up.unwrap_or_default()
        )
    }

    fn rolled_up(&self, graph: &Graph) -> Graph {
        self.rollup.map_or_else(|| graph.clone(), |group| graph.rolled_up(group.by()))
    }

    fn nothing_tied(&self, all: &Graph, shown: &Graph) -> String {
        let view = self.view.view();
        let what = match &self.around {
            Some(called) if self.depth == 0 => {
                return format!(
                    "note: no step away from `{called}` there is nothing but itself; `--depth 1` shows what it is tied to"
                );
            }
            Some(called) => format!("`{called}` is tied to nothing"),
            None => "nothing is tied to anything".to_owned(),
        };
        if !all.edges.is_empty() && shown.by.is_some() {
            let why = shown.wanting();
            return format!("note: in the view `{}`, put together, {what}: {why}; leave out `--rollup`", view.as_str());
        }
        format!("note: in the view `{}` {what}; {}", view.as_str(), view.wanting())
    }

    /// What is around something: around what it belongs to, where it is rolled up.
    fn around(&self, source: &Source<'_>, all: &Graph, called: &str) -> Result<Graph, Exit> {
        let mut graph = all.clone();
        let found = graph.find(called);
        if let Ok(rank) = found {
            graph.nodes[rank].focus = true;
        }
        let graph = self.rolled_up(&graph);
        let center = match found {
            Ok(_) => graph.nodes.iter().position(|node| node.focus).ok_or(Unfound::Nothing(None)),
            Err(unfound) => graph.find(called).map_err(|_| unfound),
        };
        let center = center.map_err(|unfound| refuse(&self.unfound(source, called, unfound)))?;
        Ok(graph.around(center, self.depth))
    }

    fn unfound(&self, source: &Source<'_>, called: &str, unfound: Unfound) -> String {
        let view = self.view.view();
        match unfound {
            Unfound::Several(ids) => {
                let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
                format!("`{called}` is the name of several; write {}", one_of(&ids))
            }
            Unfound::Nothing(near) => {
                let others = View::ALL.into_iter().filter(|&other| other != view);
                let there = others.filter(|&other| views::everything(other, source).find(called).is_ok());
                let there: Vec<String> = there.map(|view| format!("--view {}", view.as_str())).collect();
                let there: Vec<&str> = there.iter().map(String::as_str).collect();
                match near {
                    _ if !there.is_empty() => {
                        format!("`{called}` is not in the view `{}`; it is with {}", view.as_str(), one_of(&there))
                    }
                    Some(near) => {
                        format!("there is no `{called}` in the view `{}`; {}", view.as_str(), question(&near))
                    }
                    None => format!(
                        "there is no `{called}` in the view `{}`; `--format json` lists what there is",
                        view.as_str()
                    ),
                }
            }
        }
    }

    /// What stands above the picture.
    fn heading(&self, org: &Org, graph: &Graph) -> String {
        let name = (0..org.count(Kind::Org)).map(|at| Entity::new(Kind::Org, at));
        let name = name.into_iter().find_map(|of| org.text(of, field!(Org.name)).ok().flatten());
        let name = name.map(|name| format!(" · {}", name.value)).unwrap_or_default();
        let around = graph.nodes.iter().find(|node| node.focus).filter(|_| self.around.is_some());
        let around = around.map(|node| format!(" · around {}", node.name)).unwrap_or_default();
        format!("{}{name}{around}", graph.view.title())
    }
}

/// How large a graph is, in words.
fn size(graph: &Graph) -> String {
    format!("{} and {}", count(graph.nodes.len(), "box", "boxes"), count(graph.edges.len(), "line", "lines"))
}

/// What fits into a picture: rolled up if it must be, and nobody said how.
///
/// # Errors
///
/// The graph, where nothing makes it fit.
fn fitting(graph: Graph) -> Result<Graph, Box<Graph>> {
    if graph.fits() {
        return Ok(graph);
    }
    let Some(fitting) = views::fitting(&graph) else { return Err(Box::new(graph)) };
    let by = fitting.by.map_or("", By::as_str);
    tell(&format!(
        "note: rolled up by {by}, as {} are more than a picture can show so that it can be read ({MOST_NODES} and {MOST_EDGES}); \
         `--around ENTITY` shows a part as it is, and `--format json` all",
        size(&graph)
    ));
    Ok(fitting)
}
