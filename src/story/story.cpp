#include "story/story.h"

namespace dragoman::story {

Result<Story> parse(std::string_view bytes, std::string_view where) {
    if (bytes.starts_with("{")) return parse_json(bytes, where);
    Story story;
    story.text = bytes;
    return story;
}

Result<Story> parse_json(std::string_view, std::string_view where) {
    return Error{"not a story", std::string(where), ""};
}

}  // namespace dragoman::story
