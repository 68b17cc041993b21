// Dates as wires, feeds and headers write them → ISO 8601.
#pragma once

#include <string>
#include <string_view>

namespace dragoman::story::markup {

/// "2024-05-03", "20240503T093000+0200", "Fri, 03 May 2024 09:30:00 GMT", "3 May 2024", "May 3, 2024 9:30 PM EST",
/// "Fri May  3 09:30:00 2024", "05/03/2024" (month first unless it cannot be) → "2024-05-03" or
/// "2024-05-03T09:30:00Z", with the offset where one is given and none where not. Empty when it is no such date.
std::string iso_date(std::string_view text);

}  // namespace dragoman::story::markup
