// SPDX-License-Identifier: MIT
/*
 * Primitives: processes. One thread per process; init_task only heads the list. The kworker
 * runs asynchronous work and has no mm, as the kernel's has not.
 */
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/slab.h>

struct task_struct init_task = {
	.comm = "swapper",
	.tasks = LIST_HEAD_INIT(init_task.tasks),
	.hs_name = "swapper",
};
DEFINE_RWLOCK(tasklist_lock);
struct task_struct *hs_current = &init_task;
static pid_t next_pid = 100;	/* as if the machine had booted a while ago */

struct task_struct *hs_task_create(const char *name, bool has_mm)
{
	struct task_struct *task = __hs_alloc(sizeof(*task), 1, "struct task_struct");

	__hs_name(task, "process %s", name);
	strscpy(task->comm, name, TASK_COMM_LEN);
	task->hs_name = name;
	task->pid = task->tgid = next_pid++;
	task->group_leader = task;
	task->signal = __hs_alloc(sizeof(*task->signal), 1, "struct signal_struct");
	INIT_LIST_HEAD(&task->signal->thread_head);
	list_add_tail(&task->thread_node, &task->signal->thread_head);
	if (has_mm) {
		task->mm = __hs_alloc(sizeof(*task->mm), 1, "struct mm_struct");
		__hs_name(task->mm, "memory of %s", name);
		init_rwsem(&task->mm->mmap_lock);
		task->mm->mmap_lock.hs.name = "mmap_lock";
		task->mm->mmap_lock.hs.of = name;
		task->mm->hs_name = name;
		task->mm->hs_next_address = 0x7f0000000000ul;
		atomic_set(&task->mm->mm_users, 1);
	} else {
		task->flags |= PF_KTHREAD;
	}
	list_add_tail(&task->tasks, &init_task.tasks);
	return task;
}

struct task_struct *hs_task_named(const char *name)
{
	struct task_struct *task;

	for_each_process(task)
		if (hs_same(task->hs_name, name))
			return task;
	return NULL;
}

struct task_struct *hs_kworker(void)
{
	struct task_struct *task = hs_task_named("kworker");

	return task ? task : hs_task_create("kworker", false);
}

struct task_struct *hs_switch_current(struct task_struct *to)
{
	struct task_struct *was = hs_current;

	if (was != to)
		__hs_event("run", "process=%s", to->hs_name);
	hs_current = to;
	return was;
}

struct task_struct *get_task_struct(struct task_struct *task)
{
	task->hs_references++;
	hs_hold("task", task, task->hs_name, NULL);
	__hs_event("ref-get", "kind=task, object=%s", task->hs_name);
	return task;
}

void put_task_struct(struct task_struct *task)
{
	task->hs_references--;
	hs_unhold("task", task, task->hs_name, NULL);
	__hs_event("ref-put", "kind=task, object=%s", task->hs_name);
}
