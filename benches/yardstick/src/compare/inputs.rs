//! What both binaries are given: organisations as they lie in the repository and in corpora, and others written to a
//! folder of their own.

use super::{made, mutated, pages};
use crate::generate::{self, Files, Format};
use crate::organisation::Size;
use crate::random::Random;
use std::path::{Component, Path, PathBuf};
use std::process;
use std::{env, fs, io};

/// How closely an input is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// By every command, with many explanations.
    Whole,
    /// By the main commands, with an explanation.
    Example,
    /// By a few commands: there are many of them.
    Hostile,
}

/// One organisation, and where a program would be run on it.
#[derive(Clone, Debug)]
pub struct Input {
    /// Its source and what it is called there.
    pub name: String,
    /// Folder to run in.
    pub within: PathBuf,
    /// Paths to name.
    pub paths: Vec<String>,
    /// The day to judge by.
    pub as_of: String,
    pub depth: Depth,
    /// A command of its own, in the place of those about an organisation.
    pub usage: Option<Vec<String>>,
}

/// When made-up organisations are judged: their interactions are running then.
const AS_OF: &str = "2026-06-15";

impl Input {
    fn of(name: String, within: PathBuf, paths: &[&str], depth: Depth) -> Self {
        let paths = paths.iter().map(|path| (*path).to_owned()).collect();
        Self { name, within, paths, as_of: AS_OF.to_owned(), depth, usage: None }
    }

    /// A command that is about no organisation.
    pub fn of_usage(name: &str, within: PathBuf, arguments: &[String]) -> Self {
        let usage = Some(arguments.to_vec());
        Self { usage, ..Self::of(format!("usage/{name}"), within, &[], Depth::Hostile) }
    }
}

/// Where inputs are written.
pub struct Place(PathBuf);

impl Place {
    /// The folder named, or one among temporary files; it holds nothing yet.
    pub fn new(named: Option<PathBuf>) -> Result<Self, String> {
        let folder = named.unwrap_or_else(|| env::temp_dir().join(format!("teamlint-compare-{}", process::id())));
        let described = |error: io::Error| format!("{}: {error}", folder.display());
        fs::create_dir_all(&folder).map_err(described)?;
        if fs::read_dir(&folder).map_err(described)?.next().is_some() {
            return Err(format!("{} is not empty", folder.display()));
        }
        fs::canonicalize(&folder).map(Self).map_err(described)
    }

    pub fn folder(&self) -> &Path {
        &self.0
    }

    /// Takes everything away again.
    pub fn remove(&self) {
        let _ = fs::remove_dir_all(&self.0);
    }

    /// Writes an organisation and gives the input it is.
    fn write<T: AsRef<[u8]>>(&self, name: &str, files: &[(PathBuf, T)], depth: Depth) -> Result<Input, String> {
        let within = self.0.join(name);
        for (path, text) in files {
            let path = within.join("org").join(path);
            let written = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(&path, text));
            written.map_err(|error| format!("{}: {error}", path.display()))?;
        }
        Ok(Input::of(name.to_owned(), within, &["org"], depth))
    }
}

/// All inputs: the same for the same repository, corpora and seed.
pub fn all(
    repository: &Path,
    corpora: &[PathBuf],
    mutations: usize,
    seed: u64,
    rules: &[String],
    place: &Place,
) -> Result<Vec<Input>, String> {
    let mut inputs = entries(&repository.join("examples"), "examples")?;
    inputs.push(Input::of(
        "examples/together".to_owned(),
        repository.join("examples"),
        &["acme", "backstage"],
        Depth::Whole,
    ));
    inputs.push(Input::of("examples/all".to_owned(), repository.join("examples"), &["."], Depth::Whole));
    inputs.extend(entries(&repository.join("tests/fixtures"), "fixtures")?);
    inputs.extend(entries(&repository.join("tests/corpus"), "corpus")?);
    for folder in corpora {
        inputs.extend(entries(folder, "corpora")?);
    }
    inputs.extend(generated(place)?);
    inputs.extend(examples_of_pages(repository, place)?);
    inputs.extend(unreadable(place)?);
    inputs.extend(mutants(&inputs, mutations, seed, place)?);
    let empty = place.write::<&str>("usage", &[], Depth::Hostile)?.within;
    fs::create_dir_all(&empty).map_err(|error| error.to_string())?;
    for usage in super::legs::usages(rules) {
        inputs.push(Input::of_usage(&usage.join(" "), empty.clone(), &usage));
    }
    Ok(inputs)
}

fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml")
}

/// Every folder and every YAML file in a folder, each an input that stays where it is.
fn entries(folder: &Path, source: &str) -> Result<Vec<Input>, String> {
    let folder = fs::canonicalize(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut inputs = Vec::new();
    for path in listed(&folder)? {
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        if path.is_dir() || is_yaml(&path) {
            inputs.push(Input::of(format!("{source}/{name}"), folder.clone(), &[name], Depth::Whole));
        }
    }
    Ok(inputs)
}

fn listed(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let read = fs::read_dir(folder).and_then(|entries| entries.map(|entry| entry.map(|entry| entry.path())).collect());
    let mut paths: Vec<PathBuf> = read.map_err(|error| format!("{}: {error}", folder.display()))?;
    paths.sort();
    Ok(paths)
}

/// All files below a path, or the file itself.
fn files_below(path: &Path) -> Result<Vec<PathBuf>, String> {
    if path.is_file() {
        return Ok(vec![path.to_path_buf()]);
    }
    let mut files = Vec::new();
    for entry in listed(path)? {
        files.extend(files_below(&entry)?);
    }
    Ok(files)
}

/// Organisations of the generator, small enough to be judged many times.
fn generated(place: &Place) -> Result<Vec<Input>, String> {
    let tiny = Size { teams: 3, services: 12, people: 14, rotations: 2, seed: 0 };
    let small = Size { teams: 40, services: 160, people: 220, rotations: 30, seed: 0 };
    let mut inputs = Vec::new();
    for (format, format_name) in [(Format::Native, "native"), (Format::Backstage, "backstage")] {
        for (how, how_name) in [(Files::One, "one"), (Files::Many, "many")] {
            for (size, size_name, seeds) in [(tiny, "tiny", 3), (small, "small", 1)] {
                for seed in 1..=seeds {
                    let name = format!("generated/{format_name}-{how_name}-{size_name}-{seed}");
                    let files = generate::files(Size { seed, ..size }, format, how);
                    inputs.push(place.write(&name, &files, Depth::Whole)?);
                }
            }
        }
    }
    Ok(inputs)
}

/// Every example of every rule page.
fn examples_of_pages(repository: &Path, place: &Place) -> Result<Vec<Input>, String> {
    let mut inputs = Vec::new();
    for path in files_below(&repository.join("rules"))? {
        if path.extension().is_none_or(|extension| extension != "md") {
            continue;
        }
        let page = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        for (rank, example) in pages::examples(&page).into_iter().enumerate() {
            let name = format!("pages/{stem}-{}", rank + 1);
            let files: Vec<_> = example.files.into_iter().map(|(name, text)| (PathBuf::from(name), text)).collect();
            let mut input = place.write(&name, &files, Depth::Example)?;
            input.as_of = example.as_of.unwrap_or(input.as_of);
            inputs.push(input);
        }
    }
    Ok(inputs)
}

/// Texts made to break a reader, alone and beside something that is in order.
fn unreadable(place: &Place) -> Result<Vec<Input>, String> {
    let sound = b"team: sound\nmission: Keep things sound\nmembers: [ada, bo]\n".to_vec();
    let mut inputs = Vec::new();
    for (name, text) in made::texts() {
        let alone = [(PathBuf::from("x.yaml"), text.clone())];
        inputs.push(place.write(&format!("made/{name}"), &alone, Depth::Hostile)?);
        let beside = [(PathBuf::from("x.yaml"), text.clone()), (PathBuf::from("y/sound.yaml"), sound.clone())];
        inputs.push(place.write(&format!("made/{name}-beside"), &beside, Depth::Hostile)?);
        let config = [(PathBuf::from("teamlint.yaml"), text), (PathBuf::from("sound.yaml"), sound.clone())];
        inputs.push(place.write(&format!("made/{name}-config"), &config, Depth::Hostile)?);
    }
    Ok(inputs)
}

/// Copies of other inputs in which one file is mutated. Each kind of source gets its share, however many it has.
fn mutants(inputs: &[Input], count: usize, seed: u64, place: &Place) -> Result<Vec<Input>, String> {
    let mut by_source: Vec<(&str, Vec<&Input>)> = Vec::new();
    for input in inputs.iter().filter(|input| input.depth != Depth::Hostile && input.paths != ["."]) {
        let source = input.name.split('/').next().unwrap_or_default();
        match by_source.iter_mut().find(|(known, _)| *known == source) {
            Some((_, of_source)) => of_source.push(input),
            None => by_source.push((source, vec![input])),
        }
    }
    let mut random = Random::new(seed);
    let mut mutants = Vec::new();
    for rank in 0..count {
        let (_, of_source) = &by_source[rank % by_source.len()];
        let base = of_source[random.below(of_source.len())];
        let mut files = Vec::new();
        for path in &base.paths {
            for file in files_below(&base.within.join(path))? {
                let text = fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?;
                let below = file.strip_prefix(&base.within).unwrap_or(&file);
                files.push((below.components().filter(|part| matches!(part, Component::Normal(_))).collect(), text));
            }
        }
        let files: &mut Vec<(PathBuf, Vec<u8>)> = &mut files;
        let yaml: Vec<usize> = (0..files.len()).filter(|at| is_yaml(&files[*at].0)).collect();
        if yaml.is_empty() {
            continue;
        }
        let at = yaml[random.below(yaml.len())];
        files[at].1 = mutated::mutated(&files[at].1, &mut random);
        let name = format!("mutated/{rank}-{}", base.name.replace('/', "-"));
        let mut input = place.write(&name, files, Depth::Hostile)?;
        input.as_of.clone_from(&base.as_of);
        mutants.push(input);
    }
    Ok(mutants)
}
