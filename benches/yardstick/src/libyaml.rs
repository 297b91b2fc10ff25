//! The yardstick: libyaml, as translated in `unsafe-libyaml`, asked for every event of a text.

use std::mem::MaybeUninit;
use unsafe_libyaml::{
    YAML_NO_EVENT, YAML_STREAM_END_EVENT, yaml_event_delete, yaml_event_t, yaml_parser_delete, yaml_parser_initialize,
    yaml_parser_parse, yaml_parser_set_input_string, yaml_parser_t,
};

/// How many events the text has; none where libyaml gives up.
pub fn events(text: &[u8]) -> Option<usize> {
    let mut parser = MaybeUninit::<yaml_parser_t>::uninit();
    let parser = parser.as_mut_ptr();
    let mut event = MaybeUninit::<yaml_event_t>::uninit();
    let event = event.as_mut_ptr();
    // SAFETY: the parser is initialised before it is used and deleted once; `text` outlives it; each event is
    // written by the parser before it is read, and deleted before the next.
    unsafe {
        if yaml_parser_initialize(parser).fail {
            return None;
        }
        yaml_parser_set_input_string(parser, text.as_ptr(), text.len() as u64);
        let mut count = 0;
        let complete = loop {
            if yaml_parser_parse(parser, event).fail {
                break false;
            }
            let kind = (*event).type_;
            yaml_event_delete(event);
            count += 1;
            if kind == YAML_STREAM_END_EVENT || kind == YAML_NO_EVENT {
                break true;
            }
        };
        yaml_parser_delete(parser);
        complete.then_some(count)
    }
}

#[cfg(test)]
mod tests {
    use super::events;

    #[test]
    fn counts_events_and_refuses_what_is_not_yaml() {
        // Stream, document, mapping, key, value, and three ends.
        assert_eq!(events(b"team: infra\n"), Some(8));
        assert_eq!(events(b"team: [infra\n"), None);
    }
}
