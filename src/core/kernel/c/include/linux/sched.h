/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_SCHED_H
#define _LINUX_SCHED_H
#include <linux/types.h>
#include <linux/list.h>
#include <linux/spinlock.h>
#include <linux/mm_types.h>
#include <linux/signal.h>
#define PF_MCE_PROCESS	0x00000080
#define PF_KTHREAD	0x00200000
#define PF_MCE_EARLY	0x08000000
#define TASK_COMM_LEN	16
struct signal_struct { struct list_head thread_head; };
struct task_struct {
	unsigned int flags;
	pid_t pid;
	pid_t tgid;
	char comm[TASK_COMM_LEN];
	struct mm_struct *mm;
	struct task_struct *group_leader;
	struct signal_struct *signal;
	struct list_head tasks;		/* every process, from init_task */
	struct list_head thread_node;	/* the threads of one process */
	struct callback_head *task_works;
	void *mce_vaddr;
	u64 mce_kflags;
	u64 mce_addr;
	u64 mce_ripv : 1, mce_whole_page : 1, __mce_reserved : 62;
	int mce_count;
	struct callback_head mce_kill_me;
	const char *hs_name;
	struct hs_signals hs_signals;
	int hs_references;		/* taken by get_task_struct */
};
extern struct task_struct init_task;
extern rwlock_t tasklist_lock;
#define current			(hs_current)
#define next_task(p)		list_entry((p)->tasks.next, struct task_struct, tasks)
#define for_each_process(p)	for (p = &init_task; (p = next_task(p)) != &init_task; )
#define for_each_thread(p, t)	list_for_each_entry(t, &(p)->signal->thread_head, thread_node)
#define for_each_process_thread(p, t)	for_each_process(p) for_each_thread(p, t)
#define thread_group_leader(p)	((p)->group_leader == (p))
static inline pid_t task_pid_nr(const struct task_struct *task) { return task->pid; }
enum task_work_notify_mode { TWA_NONE, TWA_RESUME, TWA_SIGNAL };
/* What a process has to do before it goes back to user mode; hs/machine-check.c. */
int task_work_add(struct task_struct *task, struct callback_head *twork,
		  enum task_work_notify_mode mode);
struct task_struct *get_task_struct(struct task_struct *task);
void put_task_struct(struct task_struct *task);
/* hs/task.c */
struct task_struct *hs_switch_current(struct task_struct *to);
struct task_struct *hs_kworker(void);
struct task_struct *hs_task_create(const char *name, bool has_mm);
struct task_struct *hs_task_named(const char *name);
#endif
