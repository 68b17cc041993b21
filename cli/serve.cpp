// dragoman serve: the page, and its data, on this machine.
#include <fmt/format.h>

#include <atomic>
#include <csignal>
#include <filesystem>
#include <iostream>
#include <memory>
#include <thread>

#include "commands.h"
#include "engine.h"
#include "input.h"
#include "serve/serve.h"

namespace dragoman::cli {
namespace {

std::atomic<bool> stopped{false};

struct Serving {
    std::string store, token;
    bool write = false;
    serve::Listening listening;
    std::vector<std::string> knowledge;
};

bool is_loopback(const std::string& address) {
    return address == "localhost" || address == "::1" || address.starts_with("127.");
}

int serve_store(Serving serving) {
    if (!is_loopback(serving.listening.address) && serving.token.empty())
        return complain(
                   {"others could read this store", serving.listening.address,
                    "Give --token SECRET, which every request must bring; and put a proxy with TLS in front, since "
                    "the token and the data travel unencrypted."}),
               2;
    if (serving.write && serving.token.empty())
        return complain(
                   {"anybody could post stories", "--write", "Give --token SECRET, which every request must bring."}),
               2;
    auto store = serving.write ? store::Store::open_to_write(serving.store) : store::Store::open_to_read(serving.store);
    if (!store) return complain(store.error()), 2;
    const auto engine = load_engine(serving.knowledge);
    if (!engine) return complain(engine.error()), 2;
    serve::News news;
    std::atomic<serve::Site*> told{nullptr};  // of what is stored and joined
    std::unique_ptr<ingest::Live> live;
    if (serving.write) {
        if (Status closed = store->close_to_files(); !closed) return complain(closed.error()), 2;
        const auto changed = [&told] {
            if (serve::Site* site = told) site->changed();
        };
        auto opened = ingest::Live::open(*store, *engine,
                                         {.on_stored =
                                              [&news, changed](int stories) {
                                                  changed();
                                                  news.tell(stories);
                                              },
                                          .on_joined = changed});
        if (!opened) return complain(opened.error()), 2;
        live = std::move(*opened);
        serving.listening.news = &news;
    }
    auto reading = store->another();
    if (!reading) return complain(reading.error()), 2;
    serve::Site site(std::move(*reading), *engine,
                     {std::filesystem::path(serving.store).filename().string(), serving.token}, live.get());
    told = &site;
    std::signal(SIGINT, [](int) { stopped = true; });
    std::signal(SIGTERM, [](int) { stopped = true; });
    serving.listening.stop = &stopped;
    serving.listening.on_listening = [&](int port) {
        std::cout << fmt::format("http://{}:{}/\n", serving.listening.address, port) << std::flush;
        std::cerr << "Ctrl-C ends it.\n";
    };
    std::thread warming([&] { site.warm(); });
    const Status ran = serve::run(site, serving.listening);
    warming.join();
    live.reset();  // it tells the site what it still writes
    if (!ran) return complain(ran.error()), 2;
    return 0;
}

}  // namespace

void add_serve(Commands& commands) {
    auto serving = std::make_shared<Serving>();
    auto* command = commands.app.add_subcommand("serve", "Open a store as a web page, on this machine alone");
    command->add_option("file", serving->store, "Store made by dragoman ingest")->required()->type_name("FILE.duckdb");
    command->add_option("--port", serving->listening.port, "Port; 0: any that is free")->capture_default_str();
    command->add_option("--address", serving->listening.address, "Address to listen at; any but loopback needs --token")
        ->capture_default_str();
    command->add_option("--host", serving->listening.hosts, "Name by which others ask it, behind a proxy")
        ->type_name("NAME");
    command
        ->add_option("--token", serving->token,
                     "What every request must bring: ?token=… once, or Authorization: Bearer …")
        ->envname("DRAGOMAN_TOKEN")
        ->type_name("SECRET");
    command->add_flag("--write", serving->write,
                      "Take stories posted to /stories; needs --token, and nobody else may have the store open");
    add_knowledge_option(*command, serving->knowledge);
    command->footer(
        "Prints its address, then answers until Ctrl-C. Every view is an address; with .json or .csv at its end it "
        "gives\n"
        "its data; /openapi.json describes them all. Nothing is fetched from other hosts.\n"
        "Example:\n  dragoman serve demo.duckdb --port 0");
    command->callback([&commands, serving] { commands.run = [serving] { return serve_store(*serving); }; });
}

}  // namespace dragoman::cli
