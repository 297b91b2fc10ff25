//! Response: whom an escalation reaches, who is paged for a service, who has which part in an incident.

pub(crate) mod called_together;
pub(crate) mod escalation;
pub(crate) mod incident;
pub(crate) mod paged_alike;
pub(crate) mod people;
pub(crate) mod reaches;
pub(crate) mod repeats;
pub(crate) mod responders;
pub(crate) mod rotations;
pub(crate) mod running;
pub(crate) mod service_people;
pub(crate) mod service_response;
pub(crate) mod single_points;
pub(crate) mod teams;
pub(crate) mod turns;
pub(crate) mod walk;
