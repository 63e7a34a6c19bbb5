import ArgumentParser
import Logging

/// For the commands that may begin a store.
struct NewStoreOptions: ParsableArguments {
    @Flag(help: "在空处新建一个库；不写则只使用已有的库") var new = false

    func open(_ options: StoreOptions, upgrades: Bool = false, log: Logger? = nil) async throws -> OpenStore {
        let opening = StoreOpening(options: options, log: log)
        return new ? try await opening.new() : try await opening.existing(upgrades: upgrades)
    }
}
