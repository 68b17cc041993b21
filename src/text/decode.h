// bytes → UTF-8 in NFC with line feeds, with a map back. Internal to the stage.
#pragma once

#include <string_view>

#include "text/text.h"

namespace dragoman::text {

/// Fills body, steps, language and notes. Text that is valid UTF-8, NFC, without carriage returns
/// and control characters comes out as it is.
void decode(std::string_view bytes, Text& text);

}  // namespace dragoman::text
