#include <iostream>
#include <iterator>

#include "dragoman/engine.h"
#include "record/record.h"
#include "story/story.h"

int main() {
    const std::string bytes(std::istreambuf_iterator<char>(std::cin), {});
    auto story = dragoman::story::parse(bytes, "-");
    if (!story) return std::cerr << story.error().message() << "\n", 2;
    std::cout << dragoman::record::to_json(dragoman::Engine::load().read(*story)) << "\n";
}
