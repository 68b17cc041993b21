// Who, by the grammar of the act's clause, is no side of it, however likely it looks.
#pragma once

#include "findings/events/acts.h"

namespace dragoman::findings {

/// Not in "twelve were killed", of which nobody is said to have done it, nor beside a subject that is nobody ("the
/// bombs killed twelve in Lima"), nor beside the owner of a call or complaint; and no place.
bool may_act(const EventReading&, const Trigger&, std::string_view type, const SideCandidate&);

/// Nobody of a clause beside the act, and none but those in its own phrase where a noun is somebody's.
bool may_undergo(const EventReading&, const Trigger&, std::string_view type, const SideCandidate&);

/// "demanded the release of journalists": no recipient, even where a frame says so.
bool is_barred(const EventReading&, const Trigger&, std::string_view type, const SideCandidate&);

}  // namespace dragoman::findings
