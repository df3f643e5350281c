/// Keeps what was used last, up to a total cost; what is being made is made once however many ask for it.
actor BoundedCache<Key: Hashable & Sendable, Value: Sendable> {
    private struct Entry {
        let value: Value
        let cost: Int
        var lastUse: Int
    }
    private var entries: [Key: Entry] = [:]
    private var making: [Key: Task<Value, any Error>] = [:]
    private var clock = 0
    private var total = 0
    let limit: Int
    let countLimit: Int

    init(limit: Int, countLimit: Int = .max) { (self.limit, self.countLimit) = (limit, countLimit) }

    var totalCost: Int { total }
    var count: Int { entries.count }

    /// The value, if it is there.
    func existing(_ key: Key) -> Value? {
        clock += 1
        entries[key]?.lastUse = clock
        return entries[key]?.value
    }

    /// The value, made by `make` where it is not there; a failure is not kept.
    func value(
        _ key: Key, cost: @escaping @Sendable (Value) -> Int,
        make: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        if let value = existing(key) { return value }
        if let task = making[key] { return try await task.value }
        let task = Task { try await make() }
        making[key] = task
        defer { making[key] = nil }
        let value = try await task.value
        insert(key, value, cost: cost(value))
        return value
    }

    private func insert(_ key: Key, _ value: Value, cost: Int) {
        clock += 1
        if let old = entries[key] { total -= old.cost }
        entries[key] = Entry(value: value, cost: cost, lastUse: clock)
        total += cost
        while total > limit || entries.count > countLimit, entries.count > 1,
            let oldest = entries.filter({ $0.key != key }).min(by: { $0.value.lastUse < $1.value.lastUse })
        {
            total -= oldest.value.cost
            entries[oldest.key] = nil
        }
    }
}
