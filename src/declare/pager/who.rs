//! Somebody as an export names him: a user, or what refers to one.

use crate::declare::export::{Reference, User};
use crate::declare::matching::folded;

/// What an export knows of somebody.
#[derive(Clone, Copy)]
pub(super) struct Who<'e> {
    pub is: &'e Reference,
    /// The name to sign in with, where that is no mail address.
    pub login: Option<&'e str>,
}

impl<'e> Who<'e> {
    pub fn of(user: &'e User) -> Self {
        Self { is: &user.is, login: user.login.as_ref().map(|login| login.text.as_str()) }
    }

    /// Somebody of whom nothing is known but what names it.
    pub const fn named(is: &'e Reference) -> Self {
        Self { is, login: None }
    }

    pub fn mail(&self) -> Option<&'e str> {
        self.is.mail.as_ref().map(|mail| mail.text.as_str())
    }

    pub fn name(&self) -> Option<&'e str> {
        self.is.name.as_ref().map(|name| name.text.as_str())
    }

    pub fn id(&self) -> &'e str {
        &self.is.id.text
    }

    /// Whether nothing says who it is: whoever exports may leave that out.
    pub fn is_nameless(&self) -> bool {
        self.mail().is_none() && self.name().is_none() && self.login.is_none()
    }

    /// What is the same for all accounts that one person has.
    pub fn account(&self) -> String {
        self.mail().map_or_else(|| self.id().to_owned(), folded)
    }
}
