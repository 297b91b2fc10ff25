//! Writes a made-up organisation to a folder.

use crate::organisation::{Organisation, Size, TEAMS_PER_AREA};
use crate::{backstage, native};
use native::Sheet;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// How it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// teamlint's own vocabulary.
    Native,
    /// A Backstage catalog, with rotations in native overlay files.
    Backstage,
}

/// Over how many files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Files {
    /// All in one (a catalog and its overlay are two).
    One,
    /// One for each team, in a folder for each area.
    Many,
}

/// Files of an organisation, in memory: path below the folder, and text.
pub fn files(size: Size, format: Format, files: Files) -> Vec<(PathBuf, String)> {
    let organisation = Organisation::new(size);
    match format {
        Format::Native => native_files(&organisation, files),
        Format::Backstage => backstage_files(&organisation, files),
    }
}

/// Writes them; says how many files and bytes there are. A folder that already holds something is refused.
pub fn write(size: Size, format: Format, how: Files, into: &Path) -> io::Result<(usize, u64)> {
    fs::create_dir_all(into)?;
    if fs::read_dir(into)?.next().is_some() {
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, format!("{} is not empty", into.display())));
    }
    let files = files(size, format, how);
    let mut bytes = 0;
    for (path, text) in &files {
        let path = into.join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, text)?;
        bytes += text.len() as u64;
    }
    Ok((files.len(), bytes))
}

fn folder(team: usize) -> PathBuf {
    PathBuf::from(Organisation::area_id(Organisation::area_of(team)))
}

fn native_files(organisation: &Organisation, files: Files) -> Vec<(PathBuf, String)> {
    let mut written = Vec::new();
    let mut sheet = Sheet::default();
    native::frame(organisation, &mut sheet);
    if files == Files::Many {
        written.push((PathBuf::from("organisation.yaml"), sheet.take()));
    }
    for (rank, team) in organisation.teams.iter().enumerate() {
        native::team(organisation, rank, &mut sheet);
        if files == Files::Many {
            written.push((folder(rank).join(format!("{}.yaml", team.id)), sheet.take()));
        }
    }
    if files == Files::One {
        written.push((PathBuf::from("organisation.yaml"), sheet.take()));
    }
    written
}

fn backstage_files(organisation: &Organisation, files: Files) -> Vec<(PathBuf, String)> {
    let mut written = Vec::new();
    let mut catalog = String::new();
    let mut overlay = Sheet::default();
    for (rank, team) in organisation.teams.iter().enumerate() {
        let first_of_area = rank % TEAMS_PER_AREA == 0;
        if first_of_area {
            backstage::area(Organisation::area_of(rank), &mut catalog);
        }
        if files == Files::Many && first_of_area {
            written.push((folder(rank).join("catalog-info.yaml"), std::mem::take(&mut catalog)));
        }
        backstage::team(organisation, rank, &mut catalog);
        backstage::overlay(organisation, rank, &mut overlay);
        if files == Files::Many {
            written.push((folder(rank).join(format!("{}.yaml", team.id)), std::mem::take(&mut catalog)));
            if (rank + 1) % TEAMS_PER_AREA == 0 || rank + 1 == organisation.teams.len() {
                written.push((folder(rank).join("on-call.yaml"), overlay.take()));
            }
        }
    }
    if files == Files::One {
        written.push((PathBuf::from("catalog-info.yaml"), catalog));
        written.push((PathBuf::from("on-call.yaml"), overlay.take()));
    }
    written
}

#[cfg(test)]
mod tests {
    use super::{Files, Format, files};
    use crate::organisation::Size;

    const SMALL: Size = Size { teams: 40, services: 400, people: 200, rotations: 30, seed: 7 };

    #[test]
    fn the_same_seed_gives_the_same_bytes_and_another_seed_does_not() {
        let first = files(SMALL, Format::Native, Files::One);
        assert_eq!(first, files(SMALL, Format::Native, Files::One));
        assert_ne!(first, files(Size { seed: 8, ..SMALL }, Format::Native, Files::One));
    }

    #[test]
    fn every_team_person_service_and_rotation_is_written_once() {
        let text = &files(SMALL, Format::Native, Files::One)[0].1;
        let count = |line: &str| text.lines().filter(|known| known.starts_with(line)).count();
        assert_eq!(count("    mission: "), 40);
        assert_eq!(count("    email: "), 200);
        assert_eq!(count("    description: "), 400);
        assert_eq!(count("    turn: "), 30);
    }

    #[test]
    fn many_files_are_one_for_each_team_and_one_for_what_they_share() {
        assert_eq!(files(SMALL, Format::Native, Files::Many).len(), 41);
        // Two areas, each with its own file and its overlay.
        assert_eq!(files(SMALL, Format::Backstage, Files::Many).len(), 44);
    }
}
