// The settings our PostgreSQL starts with, sized for the machine it finds itself on.

/** What the settings depend on. `durable: false` is for test clusters only: a crash may lose everything. */
export type Machine = { readonly memoryBytes: number; readonly cores: number; readonly durable: boolean }

const mebibyte = 1024 * 1024
const between = (low: number, value: number, high: number): number =>
  Math.round(Math.min(Math.max(value, low), high))

const quick: Readonly<Record<string, string>> = {
  shared_buffers: '128MB',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  max_wal_size: '2GB',
  checkpoint_timeout: '1h',
}

const lasting: Readonly<Record<string, string>> = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  wal_compression: 'on',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  // The tables are written all day in small steps: clean them before the default fifth has gone stale.
  autovacuum_vacuum_scale_factor: '0.05',
  autovacuum_analyze_scale_factor: '0.02',
}

/**
 * Server settings by name. An eighth of the memory for shared buffers (the application lives on the same machine),
 * no just-in-time compilation (our queries are short), random reads priced for solid-state disks.
 */
export function settingsFor({ memoryBytes, cores, durable }: Machine): Readonly<Record<string, string>> {
  const memory = memoryBytes / mebibyte
  return {
    listen_addresses: '127.0.0.1',
    password_encryption: 'scram-sha-256',
    max_connections: '100',
    shared_buffers: `${between(64, memory / 8, 2048)}MB`,
    effective_cache_size: `${between(128, memory / 2, 65536)}MB`,
    work_mem: `${between(4, memory / 256, 32)}MB`,
    maintenance_work_mem: `${between(32, memory / 32, 256)}MB`,
    max_parallel_workers_per_gather: String(between(0, cores / 2, 2)),
    random_page_cost: '1.1',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] ',
    log_checkpoints: 'off',
    ...(durable ? lasting : quick),
  }
}
