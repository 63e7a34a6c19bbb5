import Glibc

/// What the operating system calls an error, in the language of those who read it; the system itself speaks English.
package enum SystemWords {
    package static func of(_ code: Int32) -> String {
        switch code {
        case EACCES, EPERM: "没有权限"
        case ENOENT: "没有这个文件或文件夹"
        case ENOSPC, EDQUOT: "磁盘空间不足"
        case EROFS: "文件系统是只读的"
        case ENOTDIR: "路径中有一段不是文件夹"
        case EISDIR: "是文件夹，不是文件"
        case EEXIST: "已经存在"
        case ENOTEMPTY: "文件夹不为空"
        case EXDEV: "不在同一文件系统中"
        case EIO: "磁盘读写出错"
        case EMFILE, ENFILE: "打开的文件过多"
        case ENAMETOOLONG: "名称过长"
        case ELOOP: "符号链接循环"
        case ESTALE: "共享文件夹的挂载已失效"
        case ECONNREFUSED: "连接被拒绝"
        case ETIMEDOUT: "超时"
        case EAGAIN: "在限定时间内没有应答"
        case ECONNRESET, EPIPE: "连接被对方中断"
        case EADDRINUSE: "地址已被占用"
        case EADDRNOTAVAIL: "本机没有这个地址"
        case _: String(cString: strerror(code))
        }
    }
}
